package io.plumbline.server.collect;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The collection API over HTTP. It reads bodies raw, whatever their content type, and waits neither
 * for a slow client nor for the disk with a thread.
 */
public final class CollectionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.~-]{1,200}");

  private static final String[] PATHS = {
    "/v1/*",
    "/beacon/*",
    "/sourceConfig/*",
    "/batch/*",
    "/e/*",
    "/capture/*",
    "/i/v0/*",
    "/flags/*",
    "/decide/*",
    "/array/*",
    "/static/*",
    "/api/s/*",
    "/cloudevents/*"
  };

  private final transient CollectionDesk desk;

  public CollectionServlet(CollectionDesk desk) {
    this.desk = desk;
  }

  /** The paths that are answered here, as a servlet container wants them. */
  public static String[] paths() {
    return PATHS.clone();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    String path = path(request);
    Optional<Route> route = Route.of(path);
    switch (request.getMethod()) {
      case "OPTIONS" -> desk.origins().preflight(request, response);
      case "POST" -> {
        if (route.isPresent()) {
          post(request, response, route.get());
        } else {
          document(request, response, path);
        }
      }
      case "GET", "HEAD" -> {
        if (route.isPresent()) {
          response.setHeader("Allow", "POST, OPTIONS");
          write(
              request, response, Reply.of(405, "found " + request.getMethod() + ", expected POST"));
        } else {
          document(request, response, path);
        }
      }
      default -> {
        response.setHeader("Allow", "POST, GET, OPTIONS");
        write(request, response, Reply.of(405, "expected POST"));
      }
    }
  }

  private void post(HttpServletRequest request, HttpServletResponse response, Route route)
      throws IOException {
    if (desk.origins().allows(request)) {
      Exchange.begin(desk, request, response, route);
    } else {
      write(request, response, Reply.of(403, "pages of this origin may not send events"));
    }
  }

  private void document(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    Optional<String> key =
        SentKey.outside(
                Optional.empty(), Optional.empty(), Optional.ofNullable(request.getQueryString()))
            .filter(text -> PLAIN_KEY.matcher(text).matches());
    Optional<StartupDocuments.Document> document =
        StartupDocuments.at(path, key, request.getScheme(), host(request));
    if (document.isEmpty()) {
      write(request, response, Reply.of(404, "nothing is collected at this path"));
      return;
    }
    desk.origins().permit(request, response);
    byte[] text = document.get().text().getBytes(StandardCharsets.US_ASCII);
    response.setContentType(document.get().type());
    response.setHeader("Cache-Control", "public, max-age=300");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  /** The host that was asked, with a port unless that is the usual one. */
  private static String host(HttpServletRequest request) {
    int usual = request.isSecure() ? 443 : 80;
    int port = request.getServerPort();
    return port == usual ? request.getServerName() : request.getServerName() + ":" + port;
  }

  private void write(HttpServletRequest request, HttpServletResponse response, Reply reply)
      throws IOException {
    desk.origins().permit(request, response);
    Exchange.write(response, reply);
  }

  /** The path that the container found the servlet by, without a slash at its end. */
  static String path(HttpServletRequest request) {
    String inner = request.getPathInfo();
    String path = inner == null ? request.getServletPath() : request.getServletPath() + inner;
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
