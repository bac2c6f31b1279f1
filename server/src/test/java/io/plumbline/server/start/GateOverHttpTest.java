package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is sent away before anybody asks who it is, and what every answer says. */
class GateOverHttpTest extends AccessScene {
  @Test
  void foreignHostName_isSentAway() throws Exception {
    assertThat(raw("GET /login HTTP/1.1\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw("POST /v1/track HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: [::1]\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void proxyThatSpeaksAnOldHttp_isToldThePathAlone_notANameOrPortThatMayBeOurs() throws Exception {
    assertThat(raw("GET / HTTP/1.0\r\nHost: localhost\r\n")).contains("\r\nLocation: /login\r\n");
  }

  @Test
  void changeAskedForByAPageElsewhere_isRefused_butEventsMayCome() throws Exception {
    user("ana", User.Role.VIEWER);
    Map<String, String> form = Map.of("name", "ana", "password", PASSWORD);
    assertThat(visitor.post("/login", form, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    String key = key(ApiKey.Kind.WRITE, "web").text();
    HttpResponse<String> taken =
        visitor.json(
            "POST",
            "/v1/track?writeKey=" + key,
            "{\"userId\":\"17\",\"event\":\"page_view\",\"messageId\":\"m1\"}",
            "Origin",
            "https://shop.example");

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
  }

  @Test
  void changeAskedForByOurOwnPage_isDone_whateverItsOriginLooksLikeFromHere() throws Exception {
    user("ana", User.Role.VIEWER);
    Map<String, String> form = Map.of("name", "ana", "password", PASSWORD);
    String[] origin = {"Origin", "https://scores.example", "Sec-Fetch-Site", "same-origin"};

    HttpResponse<String> in = visitor.submit("/login", "/login", form, origin);
    assertThat(in.headers().firstValue("Location")).hasValue("/");
    for (String elsewhere : List.of("cross-site", "same-site")) {
      assertThat(visitor.submit("/login", "/login", form, "Sec-Fetch-Site", elsewhere).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void whoMayNot_isToldWhatIsMissing() throws Exception {
    HttpResponse<String> nobody = visitor.json("POST", "/api/v1/models", "{}");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.body()).contains("send a key: Authorization: Bearer");
    String key = "Bearer " + key(ApiKey.Kind.SECRET, "ops", "leads:read", "admin").text();
    assertThat(visitor.get("/api/v1/webhooks", "Authorization", key).body())
        .contains("The key may do admin, leads:read; expected one with the scope webhooks.");
    user("ana", User.Role.SALES);
    visitor.login("ana", PASSWORD);
    assertThat(visitor.get("/api/v1/rejected").body())
        .contains("The role sales may not do this; expected administrator or marketer.");
    assertThat(visitor.json("POST", "/api/v1/me/password", "{}").body())
        .contains("The request lacks the token of its session", "GET /api/v1/session");
  }

  /** What is collection is decided by the container, not by how a path begins. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/..;/api/v1/keys", "/v1/%2e%2e/api/v1/keys", "/v1/x/../../api/v1/keys"})
  void pathThatBeginsLikeCollection_isNoWayAround(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");

    assertThat(answer).doesNotStartWith("HTTP/1.1 200");
  }

  @Test
  void everyAnswer_hasTheHeadersOfABrowsersSafety() throws Exception {
    for (String path : List.of("/login", "/api/v1/me")) {
      var headers = visitor.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/track", "POST, /v1/nothing", "OPTIONS, /v1/track", "PUT, /v1/track",
    "GET, /v1/projects/x/settings", "GET, /v1/nothing", "GET, /healthz", "GET, /readyz",
    "GET, /metrics", "GET, /api/v1/nothing"
  })
  void everyAnswer_isTakenForNothingButWhatItIs(String method, String path) throws Exception {
    assertThat(visitor.json(method, path, "{}").headers().allValues("X-Content-Type-Options"))
        .containsExactly("nosniff");
  }

  @Test
  void health_isForEverybody_andNothingElseOfTheKind() throws Exception {
    assertThat(visitor.get("/healthz").body()).contains("alive");
    assertThat(visitor.get("/readyz").statusCode()).isEqualTo(200);
    // A load balancer calls a server by its address.
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: 10.0.0.7\r\n")).startsWith("HTTP/1.1 200");
    assertThat(visitor.get("/metrics").body()).contains("jvm_memory_used_bytes");
    for (String path : List.of("/actuator", "/actuator/env", "/heapdump")) {
      assertThat(visitor.get(path).statusCode()).as(path).isNotEqualTo(200);
    }
  }

  @Test
  void pages_speakTheLanguageAskedFor_andRememberAChoice() throws Exception {
    assertThat(visitor.get("/login", "Accept-Language", "zh-TW").body())
        .contains("lang=\"zh-Hant\"", "登入");
    visitor.get("/login?lang=ro");

    assertThat(visitor.get("/login", "Accept-Language", "zh-TW").body()).contains("Autentificare");
  }

  /** Else no limit would hold for whoever writes the path another way. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/me", "/%61pi/v1/me", "/api;x=1/v1/me", "/api/%76%31/me"})
  void limits_holdHoweverThePathIsWritten(String path) throws Exception {
    String key = key(ApiKey.Kind.SECRET, "ops", "admin").text();
    String answer =
        raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + key
                + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("RateLimit-Policy:");
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
