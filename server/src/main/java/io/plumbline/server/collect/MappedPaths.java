package io.plumbline.server.collect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Shows requests for collection under the path that the container found them by. A library that is
 * given a host with a slash at its end asks for {@code //api/s/track}; whoever compares that with
 * the container's {@code /api/s/track} finds two different things.
 */
public final class MappedPaths extends OncePerRequestFilter {
  private final Predicate<HttpServletRequest> isCollection;

  public MappedPaths(Predicate<HttpServletRequest> isCollection) {
    this.isCollection = isCollection;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(isCollection.test(request) ? mapped(request) : request, response);
  }

  private static HttpServletRequest mapped(HttpServletRequest request) {
    String path = UriUtils.encodePath(CollectionServlet.path(request), StandardCharsets.UTF_8);
    return request.getRequestURI().startsWith(path) ? request : new Mapped(request, path);
  }

  private static final class Mapped extends HttpServletRequestWrapper {
    private final String path;

    Mapped(HttpServletRequest request, String path) {
      super(request);
      this.path = path;
    }

    @Override
    public String getContextPath() {
      return "";
    }

    @Override
    public String getRequestURI() {
      return path;
    }
  }
}
