package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.RateLimits.Quota;
import io.plumbline.server.api.RateLimits.Verdict;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells each caller its limit in the headers of draft-ietf-httpapi-ratelimit-headers-11, and sends
 * those away who go beyond it.
 */
public final class RateLimitFilter extends OncePerRequestFilter {
  private static final String POLICY = "\"default\"";

  private final RateLimits limits;

  public RateLimitFilter(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPaths.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Quota quota = limits.quota();
    Verdict verdict = limits.ask(Caller.of(request));
    response.setHeader(
        "RateLimit-Policy", POLICY + ";q=" + quota.requests() + ";w=" + quota.window().toSeconds());
    response.setHeader(
        "RateLimit",
        POLICY + ";r=" + verdict.left() + ";t=" + ProblemReply.seconds(verdict.reset()));
    if (verdict.allowed()) {
      chain.doFilter(request, response);
      return;
    }
    String detail =
        "More than "
            + quota.requests()
            + " requests in "
            + quota.window().toSeconds()
            + " seconds; wait as long as Retry-After says.";
    Refusal refusal = new Refusal(Refusal.Code.TOO_MANY, detail, Optional.of(verdict.pause()));
    ProblemReply.write(response, Problems.of(refusal));
  }
}
