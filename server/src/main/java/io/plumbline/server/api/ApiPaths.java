package io.plumbline.server.api;

import jakarta.servlet.http.HttpServletRequest;

/** Where the API is. */
public final class ApiPaths {
  public static final String API = "/api/v1";

  /** The document that describes it. */
  public static final String DOCUMENT = API + "/openapi.json";

  private ApiPaths() {}

  /** By the path as the container reads it: percent signs and parameters are no way around. */
  public static boolean isApi(HttpServletRequest request) {
    return isBelow(API, request);
  }

  /** Whether a path is asked for, or one below it. */
  static boolean isBelow(String base, HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(base) || path.startsWith(base + "/");
  }
}
