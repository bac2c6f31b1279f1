package io.plumbline.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Whoever makes a request, as limits and repeated requests tell them apart.
 *
 * @param name of the key or user; the address where nobody is known
 */
public record Caller(String name) {

  public static Caller of(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return new Caller(
        principal == null ? "address:" + request.getRemoteAddr() : principal.getName());
  }
}
