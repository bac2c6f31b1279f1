package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of programs, from their making to their end. */
class KeysOverHttpTest extends AccessScene {
  @Test
  void secretKey_worksAsBearerAndBasic_withinItsScopes() throws Exception {
    String text = key(ApiKey.Kind.SECRET, "ops", "admin").text();
    String basic =
        Base64.getEncoder().encodeToString((text + ":").getBytes(StandardCharsets.UTF_8));

    assertThat(statusOf("/api/v1/keys", text)).isEqualTo(200);
    assertThat(visitor.get("/api/v1/keys", "Authorization", "Basic " + basic).statusCode())
        .isEqualTo(200);
    assertThat(statusOf("/api/v1/webhooks", text)).isEqualTo(403);
    assertThat(visitor.cookies()).doesNotContainKey("plumbline_session");
  }

  @Test
  void writeKey_readsNothing() throws Exception {
    String text = key(ApiKey.Kind.WRITE, "web").text();

    assertThat(statusOf("/api/v1/leads", text)).isEqualTo(403);
    assertThat(statusOf("/api/v1/me", text)).isEqualTo(403);
    assertThat(statusOf("/metrics", text)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pls_short", "pls_0000000000000000000000000000000aa", "Ω"})
  void wrongKey_isRefused_evenBesideASession(String key) throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.login("ana", PASSWORD);
    String ascii = key.equals("Ω") ? "%CE%A9" : key;
    HttpResponse<String> refused = visitor.get("/api/v1/me", "Authorization", "Bearer " + ascii);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void nullInAList_isNamed() throws Exception {
    String admin = "Bearer " + key(ApiKey.Kind.SECRET, "ops", "admin", "events:write").text();
    HttpResponse<String> key =
        visitor.json(
            "POST",
            "/api/v1/keys",
            "{\"kind\":\"secret\",\"scopes\":[null]}",
            "Authorization",
            admin);
    HttpResponse<String> replay =
        visitor.json(
            "POST", "/api/v1/rejected/replay", "{\"mended\":{\"1\":null}}", "Authorization", admin);

    assertThat(key.statusCode()).as(key.body()).isEqualTo(400);
    assertThat(key.body()).contains("The field \\\"scopes[0]\\\" is null; expected a value");
    assertThat(replay.statusCode()).as(replay.body()).isEqualTo(400);
    assertThat(replay.body()).contains("The field \\\"mended.1\\\" is null; expected a value");
  }

  @Test
  void rotatedKey_worksUntilItsGraceEnds() throws Exception {
    Keys.Made old = key(ApiKey.Kind.SECRET, "ops", "admin");
    HttpResponse<String> rotated =
        visitor.json(
            "POST",
            "/api/v1/keys/" + old.key().key() + "/rotate",
            "{\"grace_seconds\":3600}",
            "Authorization",
            "Bearer " + old.text());
    assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(201);
    String fresh = rotated.body().replaceAll("(?s).*\"text\":\"([^\"]+)\".*", "$1");
    assertThat(statusOf("/api/v1/keys", old.text())).isEqualTo(200);
    assertThat(statusOf("/api/v1/keys", fresh)).isEqualTo(200);

    clock.pass(Duration.ofHours(1));
    assertThat(statusOf("/api/v1/keys", old.text())).isEqualTo(401);
    assertThat(statusOf("/api/v1/keys", fresh)).isEqualTo(200);
  }

  @Test
  void revokedKey_worksNoMore_elsewhereAfterSeconds() throws Exception {
    Keys.Made ops = key(ApiKey.Kind.SECRET, "ops", "admin");
    assertThat(statusOf("/api/v1/keys", ops.text())).isEqualTo(200);
    // By another process: this server may believe what it knows for a moment.
    new Keys(store, clock, new SecureRandom()).revoke("test", ops.key().key());
    clock.pass(Duration.ofSeconds(5));

    assertThat(statusOf("/api/v1/keys", ops.text())).isEqualTo(401);
  }

  @Test
  void keysPage_labelThatIsTakenOrTooLong_saysWhich() throws Exception {
    user("ana", User.Role.ADMINISTRATOR);
    visitor.login("ana", PASSWORD);
    visitor.submit("/", "/keys", Map.of("label", "site"));

    assertThat(visitor.submit("/", "/keys", Map.of("label", "site")).body())
        .contains("There is a key called this already.")
        .doesNotContain("80 characters");
    assertThat(visitor.submit("/", "/keys", Map.of("label", "s".repeat(81))).body())
        .contains("up to 80 characters")
        .doesNotContain("called this already");
  }

  @Test
  void keys_areShownOnce_andKeptAsHashes() throws Exception {
    user("ana", User.Role.ADMINISTRATOR);
    visitor.login("ana", PASSWORD);
    String made = visitor.submit("/", "/keys", Map.of("label", "<b>site</b>")).body();
    String text = made.replaceAll("(?s).*<code class=\"key\">(plw_[^<]+)</code>.*", "$1");
    assertThat(text).hasSize(37);
    assertThat(made).contains("&lt;b&gt;site&lt;/b&gt;").doesNotContain("<b>site</b>");

    assertThat(visitor.get("/").body()).doesNotContain(text).contains("plw_…");
    ApiKey stored = store.<List<ApiKey>>read(tx -> tx.apiKeys().list()).get(0);
    assertThat(stored.toString()).doesNotContain(text.substring(4, 30));
  }
}
