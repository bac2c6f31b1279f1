package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Under which names a server answers. */
final class HostGuardTest {
  private final HostGuard guard =
      new HostGuard("0.0.0.0", List.of("scores.example"), request -> false);

  @Test
  void host_beyondLoopback_isOneOfTheNames() throws Exception {
    assertThat(status("scores.example", "192.0.2.5")).isEqualTo(200);
    assertThat(status("SCORES.example", "192.0.2.5")).isEqualTo(200);
    assertThat(status("other.example", "192.0.2.5")).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.5, 192.0.2.5, 200",
    "192.0.2.6, 192.0.2.5, 403",
    "[2001:db8::5], 2001:db8:0:0:0:0:0:5, 200",
    "[2001:db8::6], 2001:db8:0:0:0:0:0:5, 403",
    "[2001], 2001:db8:0:0:0:0:0:5, 403"
  })
  void host_thatIsAnAddress_isTheServersOwn(String host, String local, int status)
      throws Exception {
    assertThat(status(host, local)).isEqualTo(status);
  }

  private int status(String host, String local) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/login");
    request.setServerName(host);
    request.setLocalAddr(local);
    MockHttpServletResponse response = new MockHttpServletResponse();
    guard.doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }
}
