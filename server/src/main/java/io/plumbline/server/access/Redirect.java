package io.plumbline.server.access;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends a browser to another of our pages, by its path alone: under which scheme, name and port we
 * are reached only the browser knows. Tomcat itself writes the whole address, as far as it knows
 * it, to whoever speaks HTTP 1.0, as nginx does unless told otherwise.
 */
final class Redirect {
  private Redirect() {}

  static void to(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", path);
  }
}
