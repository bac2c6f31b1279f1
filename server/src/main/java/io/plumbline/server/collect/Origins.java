package io.plumbline.server.collect;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What web pages of other sites may do here: send events, and hear what became of them. */
final class Origins {
  /** All headers that browsers were seen to ask for. */
  static final String HEADERS =
      "authorization, content-type, content-encoding, anonymousid, sentat, x-write-key,"
          + " x-retry-count, rsa-retry-attempt, rsa-retry-reason, rsa-since-first-attempt,"
          + " rsa-since-last-attempt";

  private static final String LONGEST_MEMORY_SECONDS = "7200";

  private final CollectionSettings settings;

  Origins(CollectionSettings settings) {
    this.settings = settings;
  }

  /** Whether a request comes from a page that may send, or from no page at all. */
  boolean allows(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null || settings.allows(origin);
  }

  /** Lets the page that asked, if it may ask, read the answer. */
  void permit(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (origin != null && settings.allows(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
  }

  /** Answers a browser that asks before it sends. */
  void preflight(HttpServletRequest request, HttpServletResponse response) {
    permit(request, response);
    if (!allows(request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
    response.setHeader("Access-Control-Allow-Headers", HEADERS);
    response.setHeader("Access-Control-Max-Age", LONGEST_MEMORY_SECONDS);
    response.setHeader("Allow", "POST, GET, OPTIONS");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
