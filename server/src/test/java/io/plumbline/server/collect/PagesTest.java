package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages of other sites are allowed, and what they load before they send. */
final class PagesTest {
  private static final String TRACK =
      "{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\"u-1\",\"messageId\":\"m-1\"}";

  private final CollectionServer server = new CollectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void preflight_fromAnyPage_allowsWhatBrowsersAskFor() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains(
            "authorization",
            "content-type",
            "anonymousid",
            "sentat",
            "x-write-key",
            "x-retry-count",
            "rsa-retry-attempt",
            "rsa-retry-reason",
            "rsa-since-first-attempt",
            "rsa-since-last-attempt");
  }

  @Test
  void answer_toPage_exposesRetryAfter() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/v1/track")
                .header("X-Write-Key", CollectionServer.KEY)
                .header("Origin", "https://a.example"),
            TRACK);
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
        .hasValue("Retry-After");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/projects/plw_x/settings",
        "/sourceConfig/?writeKey=plw_x",
        "/array/plw_x/config",
        "/array/plw_x/config.js",
        "/flags/?v=2",
        "/static/1.449.2/surveys.js"
      })
  void startupDocument_forAnyKey_isThere(String path) {
    HttpResponse<String> answer =
        server.send(server.request(path).header("Origin", "https://a.example").GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    if (path.contains("plw_x")) {
      assertThat(answer.body()).contains("plw_x");
    }
  }

  @Test
  void startupDocument_ofSegment_letsEventsComeHere() {
    assertThat(server.send(server.request("/v1/projects/k/settings").GET()).body())
        .contains("\"apiHost\":\"127.0.0.1:" + server.port() + "/v1\",\"protocol\":\"http\"");
  }

  @Test
  void startupDocument_forStrangeKey_saysNothingOfIt() {
    HttpResponse<String> answer =
        server.send(server.request("/sourceConfig/?writeKey=%22%3Cscript%3E").GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("script").contains("\"writeKey\":\"\"");
  }

  @Test
  void page_notOnTheList_mayNotSend() {
    CollectionSettings settings =
        new CollectionSettings(Set.of("https://our.example"), "page_view", "screen_view", true);
    try (CollectionServer strict = new CollectionServer(settings)) {
      assertThat(
              strict
                  .send(
                      strict
                          .request("/v1/track")
                          .header("X-Write-Key", CollectionServer.KEY)
                          .header("Origin", "https://other.example"),
                      TRACK)
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              strict
                  .send(
                      strict
                          .request("/v1/track")
                          .header("X-Write-Key", CollectionServer.KEY)
                          .header("Origin", "https://our.example"),
                      TRACK)
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
