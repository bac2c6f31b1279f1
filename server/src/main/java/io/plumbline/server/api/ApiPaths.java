package io.plumbline.server.api;

import jakarta.servlet.http.HttpServletRequest;

/** Where the API is. */
public final class ApiPaths {
  public static final String API = "/api/v1";

  /** The document that describes it. */
  public static final String DOCUMENT = API + "/openapi.json";

  private ApiPaths() {}

  static boolean isApi(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith(API + "/") || path.equals(API);
  }
}
