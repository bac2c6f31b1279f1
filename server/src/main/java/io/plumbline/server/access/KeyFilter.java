package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ProblemReply;
import io.plumbline.server.api.Problems;
import io.plumbline.store.ApiKey;
import io.plumbline.store.StoreException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows programs by the key in the {@code Authorization} header. Where there is such a header,
 * nothing else counts: a session beside it is not looked at.
 */
final class KeyFilter extends OncePerRequestFilter {
  static final String HEADER = "Authorization";

  /** Who is known stays known where a request is answered on another thread later. */
  static final SecurityContextRepository REQUESTS = new RequestAttributeSecurityContextRepository();

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Keys keys;

  KeyFilter(Keys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HEADER);
    if (header == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<ApiKey> key;
    try {
      key = text(header).flatMap(keys::find);
    } catch (StoreException away) {
      ProblemReply.write(response, Problems.of(away));
      return;
    }
    if (key.isEmpty()) {
      refuse(
          response, "The key is unknown, or works no more; expected Authorization: Bearer pls_...");
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(Actor.of(key.get()));
    SecurityContextHolder.setContext(context);
    REQUESTS.saveContext(context, request, response);
    chain.doFilter(request, response);
  }

  static void refuse(HttpServletResponse response, String detail) throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer realm=\"plumbline\"");
    ProblemReply.write(response, Problems.of(new Refusal(Refusal.Code.UNAUTHENTICATED, detail)));
  }

  /** The key of {@code Bearer KEY}, or of {@code Basic} with the key as user name. */
  static Optional<String> text(String header) {
    if (starts(header, BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    if (!starts(header, BASIC)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static boolean starts(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
