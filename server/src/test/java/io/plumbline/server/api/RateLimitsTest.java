package io.plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.api.RateLimits.Quota;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

final class RateLimitsTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final RateLimitFilter filter =
      new RateLimitFilter(new RateLimits(new Quota(2, Duration.ofSeconds(10)), () -> now));
  private final FilterChain served = (request, response) -> {};

  @Test
  void requests_beyondTheQuota_areSentAwayUntilSomeComeBack() throws Exception {
    assertThat(ask("a").getHeader("RateLimit")).isEqualTo("\"default\";r=1;t=5");
    assertThat(ask("a").getHeader("RateLimit")).isEqualTo("\"default\";r=0;t=10");

    MockHttpServletResponse third = ask("a");
    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("5");
    assertThat(third.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=10");
    assertThat(third.getContentType()).isEqualTo("application/problem+json");

    now = now.plusSeconds(5);
    assertThat(ask("a").getStatus()).isEqualTo(200);
  }

  @Test
  void quota_ofOneCaller_isNotThatOfAnother() throws Exception {
    ask("a");
    ask("a");

    assertThat(ask("a").getStatus()).isEqualTo(429);
    assertThat(ask("b").getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse ask(String caller) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/leads");
    request.setServletPath("/api/v1/leads");
    request.setUserPrincipal(() -> "key:" + caller);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, served);
    return response;
  }
}
