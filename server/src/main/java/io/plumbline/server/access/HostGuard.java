package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ProblemReply;
import io.plumbline.server.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends requests away that were meant for another host. Without it any web page could reach a
 * server on the reader's own machine, under a name of its own that resolves to 127.0.0.1 (DNS
 * rebinding). Changes are also refused where the page that asks for them is another site's.
 */
public final class HostGuard extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OUR_PAGES = Set.of("same-origin", "none");

  private final boolean onLoopback;
  private final Set<String> names;
  private final Predicate<HttpServletRequest> isCollection;

  /**
   * A guard.
   *
   * @param bind the address that is listened at
   * @param names under which the server is reached, besides its address
   * @param isCollection whether pages of other sites may send it, under the rules of collection
   */
  public HostGuard(String bind, List<String> names, Predicate<HttpServletRequest> isCollection) {
    onLoopback = Neighbour.isLoopback(bind);
    this.names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.isCollection = isCollection;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    if (!isOurs(host) && !Neighbour.isOwnAddress(host, request)) {
      refuse(
          response, "This server is not " + KeyText.cut(host) + "; the setting hosts names more.");
    } else if (isForeignChange(request, host)) {
      refuse(response, "A page of another site may not change anything here.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isOurs(String host) {
    if (names.contains(host) || Neighbour.isLoopback(host)) {
      return true;
    }
    // Beyond loopback a name is only asked for where somebody has said which are ours.
    return !onLoopback && names.isEmpty();
  }

  private boolean isForeignChange(HttpServletRequest request, String host) {
    if (READS.contains(request.getMethod()) || isCollection.test(request)) {
      return false;
    }
    // The browser's own word, which also holds behind a proxy that ends TLS. It is not said to
    // addresses without TLS beyond loopback, nor by programs.
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !OUR_PAGES.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin != null
        && (!host.equals(hostOf(origin)) || portOf(origin) != request.getServerPort());
  }

  private static String hostOf(String origin) {
    try {
      String host = new URI(origin).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static int portOf(String origin) {
    try {
      URI uri = new URI(origin);
      int port = uri.getPort();
      return port >= 0 ? port : "https".equals(uri.getScheme()) ? 443 : 80;
    } catch (URISyntaxException e) {
      return -1;
    }
  }

  private static void refuse(HttpServletResponse response, String detail) throws IOException {
    ProblemReply.write(response, Problems.of(new Refusal(Refusal.Code.FORBIDDEN, detail)));
  }
}
