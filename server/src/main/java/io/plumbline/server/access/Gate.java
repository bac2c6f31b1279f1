package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.access.PathTable.Grant;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.ProblemReply;
import io.plumbline.server.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/**
 * The gate before everything but collection: who asks, whether they may, and what those are told
 * who may not.
 */
public final class Gate {
  /** Pages have no script at all; the API has nothing that a browser should draw. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final Accounts accounts;
  private final Keys keys;
  private final PasswordLogin logins;

  public Gate(Accounts accounts, Keys keys, PasswordLogin logins) {
    this.accounts = accounts;
    this.keys = keys;
    this.logins = logins;
  }

  /** The chain of filters that is the gate. */
  public SecurityFilterChain chain(HttpSecurity http) {
    SessionUsers sessions = new SessionUsers(accounts);
    SecurityContextRepository known =
        new DelegatingSecurityContextRepository(KeyFilter.REQUESTS, sessions);
    http.securityContext(it -> it.securityContextRepository(known))
        .requestCache(it -> it.disable())
        .httpBasic(it -> it.disable())
        .csrf(
            it ->
                it.csrfTokenRepository(tokens()).requireCsrfProtectionMatcher(Gate::needsCsrfToken))
        .authenticationManager(logins)
        .formLogin(
            it ->
                it.loginPage("/login")
                    .usernameParameter("name")
                    .passwordParameter("password")
                    .securityContextRepository(sessions)
                    .defaultSuccessUrl("/", true)
                    .failureHandler((request, response, failure) -> retry(response, failure)))
        .logout(it -> it.logoutUrl("/logout").logoutSuccessHandler(this::loggedOut))
        .addFilterBefore(new KeyFilter(keys), UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(it -> it.anyRequest().access((who, it2) -> decide(who.get(), it2)))
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint((request, response, no) -> unknown(request, response))
                    .accessDeniedHandler((request, response, no) -> denied(request, response)))
        .headers(Gate::headers);
    return http.build();
  }

  private static AuthorizationDecision decide(
      Authentication who, RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    boolean granted =
        PathTable.row(request).filter(row -> row.grant().admits(who, request)).isPresent();
    return new AuthorizationDecision(granted);
  }

  private static CookieCsrfTokenRepository tokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("plumbline_csrf");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict").path("/"));
    return tokens;
  }

  /** A browser never sends a key by itself, so only what comes with a session can be forged. */
  private static boolean needsCsrfToken(HttpServletRequest request) {
    return !READS.contains(request.getMethod()) && request.getHeader(KeyFilter.HEADER) == null;
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(it -> it.policyDirectives(CONTENT_POLICY))
        // What else a company has below its name is not ours to bind.
        .httpStrictTransportSecurity(it -> it.includeSubDomains(false))
        // With no-referrer browsers send "Origin: null" with our own forms.
        .referrerPolicy(it -> it.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(it -> it.policy("camera=(), microphone=(), geolocation=()"))
        .crossOriginOpenerPolicy(Customizer.withDefaults())
        .frameOptions(it -> it.deny());
  }

  /** Written down when the session has ended: it must end also where nothing can be written. */
  private void loggedOut(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    if (who instanceof Actor actor) {
      logins.noteLogout(actor, request.getRemoteAddr());
    }
    Redirect.to(response, "/login?said=out");
  }

  private static void retry(HttpServletResponse response, AuthenticationException failure) {
    if (failure instanceof PasswordLogin.Throttled throttled) {
      Redirect.to(response, "/login?wait=" + seconds(throttled.pause()));
    } else {
      Redirect.to(response, "/login?error");
    }
  }

  static long seconds(Duration pause) {
    return Math.max(1, pause.plusMillis(999).toSeconds());
  }

  /** Nobody is known. */
  private static void unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isProgram(request)) {
      KeyFilter.refuse(response, "Log in, or send a key: Authorization: Bearer pls_...");
    } else {
      Redirect.to(response, "/login");
    }
  }

  /** Somebody is known, or a request came without the token of its session, and may not. */
  private static void denied(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Grant> grant = PathTable.row(request).map(PathTable.Row::grant);
    if (!isProgram(request)) {
      Pages.sendError(
          request,
          response,
          grant.isPresent() ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    } else if (grant.isEmpty()) {
      refuse(response, Refusal.Code.NOT_FOUND, "Nothing is served at this address.");
    } else if (SecurityContextHolder.getContext().getAuthentication() instanceof Actor actor) {
      refuse(response, Refusal.Code.FORBIDDEN, Denial.reason(actor, grant.get(), request));
    } else {
      unknown(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, Refusal.Code code, String detail)
      throws IOException {
    ProblemReply.write(response, Problems.of(new Refusal(code, detail)));
  }

  private static boolean isProgram(HttpServletRequest request) {
    return ApiPaths.isApi(request)
        || request.getServletPath().equals("/metrics")
        || request.getHeader(KeyFilter.HEADER) != null;
  }
}
