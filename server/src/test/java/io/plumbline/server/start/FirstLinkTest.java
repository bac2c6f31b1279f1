package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.User;
import io.plumbline.store.memory.MemoryStore;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The link with which the first administrator gets in. */
class FirstLinkTest extends AccessScene {
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

    HttpResponse<String> used = visitor.get(page);
    assertThat(used.statusCode()).isEqualTo(410);
    assertThat(used.body()).contains("Please log in").doesNotContain("Restart");
    assertThat(server.invite()).isEmpty();
    assertThat(store.<Integer>read(tx -> tx.users().list().size())).isEqualTo(1);
  }

  @Test
  void firstLink_isUnderTheNameThatPeopleReachTheServerBy() {
    try (PlumblineServer named = named(false)) {
      assertThat(named.invite().orElseThrow().toString())
          .startsWith("http://scores.example.com:" + named.port() + "/first?token=");
    }
    try (PlumblineServer behindAProxy = named(true)) {
      assertThat(behindAProxy.invite().orElseThrow().toString())
          .startsWith("https://scores.example.com/first?token=");
    }
  }

  private PlumblineServer named(boolean proxied) {
    ServerOptions usual = ServerOptions.in(data, clock).withPort(0);
    return PlumblineServer.start(
        new ServerOptions(
            usual.bind(),
            usual.port(),
            usual.store(),
            usual.data(),
            usual.tls(),
            List.of("scores.example.com", "plumbline"),
            usual.origins(),
            usual.webhooks(),
            proxied,
            usual.limits(),
            clock),
        new MemoryStore());
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
      HttpResponse<String> refused = visitor.submit(page, "/first", form);
      assertThat(refused.statusCode()).as(easy).isEqualTo(422);
      assertThat(refused.body())
          .as(easy)
          .contains("This password cannot be used", "value=\"ana\"")
          .doesNotContain("This name", easy + "\"");
    }

    assertThat(visitor.get(page).statusCode()).isEqualTo(200);
  }

  @Test
  void firstLink_withANameThatCannotBe_orIsTaken_saysWhich_andKeepsIt() throws Exception {
    user("bob", User.Role.VIEWER);
    URI link = server.invite().orElseThrow();
    String page = link.getPath() + "?" + link.getQuery();
    String token = link.getQuery().substring("token=".length());

    Map<String, String> odd = Map.of("token", token, "name", "<ana>", "password", PASSWORD);
    Map<String, String> taken = Map.of("token", token, "name", "bob", "password", PASSWORD);

    assertThat(visitor.submit(page, "/first", odd).body())
        .contains("This name cannot be used", "value=\"&lt;ana&gt;\"")
        .doesNotContain("This password");
    assertThat(visitor.submit(page, "/first", taken).body())
        .contains("There is a user of this name already", "value=\"bob\"");
  }

  /** Whoever gave the browser a session of theirs must not become the administrator with it. */
  @Test
  void firstLink_inABrowserWithASession_startsAnother() throws Exception {
    user("mallory", User.Role.VIEWER);
    visitor.login("mallory", PASSWORD);
    Visitor mallory = new Visitor(server.url());
    mallory.cookies().putAll(visitor.cookies());
    URI link = server.invite().orElseThrow();
    String token = link.getQuery().substring("token=".length());
    Map<String, String> form = Map.of("token", token, "name", "ana", "password", PASSWORD);
    visitor.submit(link.getPath() + "?" + link.getQuery(), "/first", form);

    assertThat(visitor.get("/api/v1/me").body()).contains("\"user\":\"ana\"");
    assertThat(mallory.get("/api/v1/me").body()).doesNotContain("ana");
  }
}
