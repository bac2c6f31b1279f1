package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses endpoints may have. */
final class EndpointUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/a?b=c",
        "http://hooks.example.com:80/",
        "https://hooks.example.com:8443/x",
        "https://[2606:4700::1111]/x",
        "HTTPS://hooks.example.com"
      })
  void url_ofAReceiver_isTaken(String url) {
    assertThat(EndpointUrl.read(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.com",
        "ftp://hooks.example.com/",
        "file:///etc/passwd",
        "gopher://hooks.example.com:70/_x",
        "https:///path",
        "https://user:password@hooks.example.com/",
        "https://user@hooks.example.com/",
        "https://hooks.example.com/#part",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:65536/",
        "https://hooks example.com/",
        "https://hooks.example.com/\r\nX-Header: 1"
      })
  void url_thatCannotBeCalled_isRefused(String url) {
    assertThatThrownBy(() -> EndpointUrl.read(url))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.UNPROCESSABLE));
  }

  @Test
  void url_aboveTheLimit_isRefused() {
    String longest = "https://a.example/" + "x".repeat(EndpointUrl.LONGEST - 18);

    assertThat(EndpointUrl.read(longest)).hasToString(longest);
    assertThatThrownBy(() -> EndpointUrl.read(longest + "x")).isInstanceOf(Refusal.class);
  }
}
