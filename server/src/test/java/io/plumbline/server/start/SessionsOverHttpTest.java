package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions, and what a form or a page must bring to use one. */
class SessionsOverHttpTest extends AccessScene {
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
  void session_whileNothingCanBeWritten_reads_andEndsInItsTime() throws Exception {
    user("ana", User.Role.VIEWER);
    server.close();
    HeldStore held = new HeldStore(store);
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), held);
    visitor = new Visitor(server.url());
    visitor.login("ana", PASSWORD);
    held.full(true);

    clock.pass(Duration.ofMinutes(10));
    assertThat(visitor.get("/api/v1/me").statusCode()).isEqualTo(200);
    assertThat(visitor.get("/").body()).contains("Hello, ana");
    clock.pass(Duration.ofHours(12));
    assertThat(visitor.get("/api/v1/me").statusCode()).isEqualTo(401);
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
    assertThat(audit()).contains("system logout user:ana");
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
}
