package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Accounts;
import io.plumbline.server.access.Keys;
import io.plumbline.store.ApiKey;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.User;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Getting in, and being kept out, on a real server. */
class AccessOverHttpTest {
  private static final String PASSWORD = "four words make one";

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private final MemoryStore store = new MemoryStore();
  private PlumblineServer server;
  private Visitor visitor;

  @BeforeEach
  void start() {
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), store);
    visitor = new Visitor(server.url());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void user(String name, User.Role role) {
    new Accounts(store, clock).create("test", name, role, PASSWORD);
  }

  private Keys.Made key(ApiKey.Kind kind, String label, String... scopes) {
    Keys keys = new Keys(store, clock, new SecureRandom());
    return keys.make("test", new Keys.Wish(kind, label, List.of(scopes), Optional.empty()));
  }

  private int statusOf(String path, String key) throws Exception {
    return new Visitor(server.url()).get(path, "Authorization", "Bearer " + key).statusCode();
  }

  private List<String> audit() {
    return store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 100)).stream()
        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.target())
        .toList();
  }

  private static String location(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElse("/none")).getPath();
  }

  @Test
  void firstLink_createsTheAdministrator_once() throws Exception {
    URI link = server.invite().orElseThrow();
    String page = link.getPath() + "?" + link.getQuery();
    String token = link.getQuery().substring("token=".length());
    Map<String, String> form = Map.of("token", token, "name", "Ana", "password", PASSWORD);

    HttpResponse<String> created = visitor.submit(page, "/first", form);
    assertThat(created.statusCode()).isEqualTo(302);
    assertThat(visitor.get("/").body()).contains("Hello, ana", "administrator");
    assertThat(audit()).contains("system user.create user:ana");

    assertThat(visitor.get(page).statusCode()).isEqualTo(410);
    assertThat(server.invite()).isEmpty();
    assertThat(store.<Integer>read(tx -> tx.users().list().size())).isEqualTo(1);
  }

  @Test
  void firstLink_replacedOrTooOld_worksNoMore() throws Exception {
    URI first = server.invite().orElseThrow();
    URI second = server.invite().orElseThrow();
    assertThat(visitor.get(first.getPath() + "?" + first.getQuery()).statusCode()).isEqualTo(410);
    assertThat(visitor.get(second.getPath() + "?" + second.getQuery()).statusCode()).isEqualTo(200);

    clock.pass(Duration.ofHours(24));
    assertThat(visitor.get(second.getPath() + "?" + second.getQuery()).statusCode()).isEqualTo(410);
  }

  @Test
  void firstLink_withAPasswordThatIsTooEasy_saysSo_andStaysOpen() throws Exception {
    URI link = server.invite().orElseThrow();
    String page = link.getPath() + "?" + link.getQuery();
    String token = link.getQuery().substring("token=".length());
    for (String easy : List.of("short", "ana123456789", "aaaaaaaaaaaaaaaa")) {
      Map<String, String> form = Map.of("token", token, "name", "ana", "password", easy);
      assertThat(visitor.submit(page, "/first", form).statusCode()).as(easy).isEqualTo(422);
    }

    assertThat(visitor.get(page).statusCode()).isEqualTo(200);
  }

  @Test
  void session_isKeptInTheStore_andSurvivesANewStart() throws Exception {
    user("ana", User.Role.VIEWER);
    assertThat(location(visitor.get("/"))).isEqualTo("/login");
    HttpResponse<String> in = visitor.login("ana", PASSWORD);
    assertThat(location(in)).isEqualTo("/");
    String cookie =
        in.headers().allValues("Set-Cookie").stream()
            .filter(it -> it.startsWith("plumbline_session="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");

    server.close();
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), store);
    Visitor again = new Visitor(server.url());
    again.cookies().putAll(visitor.cookies());
    assertThat(again.get("/").body()).contains("Hello, ana");

    clock.pass(Duration.ofHours(13));
    HttpResponse<String> out = again.get("/");
    assertThat(location(out)).as(out.statusCode() + out.body()).isEqualTo("/login");
  }

  @Test
  void login_givesAnotherSessionThanBefore() throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.cookies().put("plumbline_session", "chosen-by-somebody-else");
    visitor.login("ana", PASSWORD);

    assertThat(visitor.cookies().get("plumbline_session"))
        .isNotEqualTo("chosen-by-somebody-else")
        .hasSizeGreaterThan(40);
  }

  @Test
  void logout_endsTheSession_forWhoeverHasTheCookie() throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.login("ana", PASSWORD);
    Visitor thief = new Visitor(server.url());
    thief.cookies().putAll(visitor.cookies());
    visitor.submit("/", "/logout", Map.of());

    assertThat(location(visitor.get("/"))).isEqualTo("/login");
    assertThat(location(thief.get("/"))).isEqualTo("/login");
  }

  @Test
  void form_withoutItsToken_isRefused() throws Exception {
    user("ana", User.Role.ADMINISTRATOR);
    assertThat(visitor.post("/login", Map.of("name", "ana", "password", PASSWORD)).statusCode())
        .isEqualTo(403);
    visitor.login("ana", PASSWORD);
    assertThat(visitor.post("/keys", Map.of("label", "x")).statusCode()).isEqualTo(403);
    HttpResponse<String> api = visitor.json("POST", "/api/v1/keys", "{\"kind\":\"write\"}");
    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(store.<Integer>read(tx -> tx.apiKeys().list().size())).isZero();
  }

  @Test
  void session_withItsToken_maySendJson() throws Exception {
    user("ana", User.Role.ADMINISTRATOR);
    visitor.login("ana", PASSWORD);
    String session = visitor.get("/api/v1/session").body();
    String token = session.replaceAll("(?s).*\"csrf_token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> made =
        visitor.json("POST", "/api/v1/keys", "{\"kind\":\"write\"}", "X-XSRF-TOKEN", token);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  @Test
  void guessing_isSlowedDown_alikeForNamesThatNobodyHas() throws Exception {
    user("ana", User.Role.VIEWER);
    for (String name : List.of("ana", "nobody")) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> wrong = visitor.login(name, "wrong wrong wrong");
        assertThat(wrong.headers().firstValue("Location").orElse("")).endsWith("/login?error");
      }
      HttpResponse<String> sixth = visitor.login(name, PASSWORD);
      assertThat(sixth.headers().firstValue("Location").orElse("")).contains("/login?wait=");
    }
    assertThat(audit())
        .contains("system login.failed user:ana", "system login.failed user:unknown")
        .noneMatch(line -> line.contains("nobody"));

    clock.pass(Duration.ofMinutes(1));
    assertThat(location(visitor.login("ana", PASSWORD))).isEqualTo("/");
  }

  @Test
  void disabledUser_isOutAtOnce_andCannotComeBack() throws Exception {
    user("root", User.Role.ADMINISTRATOR);
    user("bob", User.Role.SALES);
    visitor.login("bob", PASSWORD);
    assertThat(visitor.get("/api/v1/me").body()).contains("\"role\":\"sales\"");
    String admin = key(ApiKey.Kind.SECRET, "ops", "admin").text();
    String authorization = "Bearer " + admin;

    HttpResponse<String> done =
        new Visitor(server.url())
            .json(
                "PATCH",
                "/api/v1/users/bob",
                "{\"enabled\":false}",
                "Authorization",
                authorization);
    assertThat(done.body()).contains("\"enabled\":false");
    assertThat(visitor.get("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(visitor.login("bob", PASSWORD).headers().firstValue("Location").orElse(""))
        .endsWith("?error");
    assertThat(audit()).contains("key:ops user.disable user:bob");
  }

  @Test
  void onlyAdministrator_cannotBeDisabled() throws Exception {
    user("root", User.Role.ADMINISTRATOR);
    String admin = key(ApiKey.Kind.SECRET, "ops", "admin").text();
    HttpResponse<String> refused =
        visitor.json(
            "PATCH",
            "/api/v1/users/root",
            "{\"enabled\":false}",
            "Authorization",
            "Bearer " + admin);

    assertThat(refused.statusCode()).isEqualTo(409);
  }

  @Test
  void role_changed_countsForTheNextRequest() throws Exception {
    user("root", User.Role.ADMINISTRATOR);
    user("bob", User.Role.ADMINISTRATOR);
    visitor.login("bob", PASSWORD);
    assertThat(visitor.get("/api/v1/users").statusCode()).isEqualTo(200);
    new Accounts(store, clock).setRole("test", "bob", User.Role.VIEWER);

    assertThat(visitor.get("/api/v1/users").statusCode()).isEqualTo(403);
  }

  @Test
  void password_changed_endsAllSessions() throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.login("ana", PASSWORD);
    Visitor elsewhere = new Visitor(server.url());
    elsewhere.login("ana", PASSWORD);
    Map<String, String> wrong =
        Map.of("present", "not this one at all", "wanted", "another good one");
    assertThat(visitor.submit("/password", "/password", wrong).statusCode()).isEqualTo(422);
    Map<String, String> right = Map.of("present", PASSWORD, "wanted", "another good one");
    assertThat(location(visitor.submit("/password", "/password", right))).isEqualTo("/login");

    assertThat(location(elsewhere.get("/"))).isEqualTo("/login");
    assertThat(location(visitor.login("ana", "another good one"))).isEqualTo("/");
  }

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

  @Test
  void foreignHostName_isSentAway() throws Exception {
    assertThat(raw("GET /login HTTP/1.1\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw("POST /v1/track HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET /login HTTP/1.1\r\nHost: [::1]\r\n")).startsWith("HTTP/1.1 200");
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

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
