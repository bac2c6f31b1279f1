package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Accounts;
import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users: their passwords, roles, and being kept out. */
class UsersOverHttpTest extends AccessScene {
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

  /** A name is one however it is typed, for those who guess too. */
  @Test
  void guessing_underOtherSpellingsOfAName_isSlowedDownAlike() throws Exception {
    user("ana", User.Role.VIEWER);
    for (String spelling : List.of("ana", "ANA", " ana ", "\uff41na", "\ud835\udc1ana")) {
      visitor.login(spelling, "wrong wrong wrong");
    }
    HttpResponse<String> sixth = visitor.login("a\uff4ea", "wrong wrong wrong");

    assertThat(sixth.headers().firstValue("Location").orElse("")).contains("/login?wait=");
  }

  @Test
  void guessing_thePresentPassword_withAnOpenSession_isSlowedDownAlike() throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.login("ana", PASSWORD);
    Map<String, String> wrong =
        Map.of("present", "not this one at all", "wanted", "another good one");
    for (int i = 0; i < 5; i++) {
      assertThat(visitor.submit("/password", "/password", wrong).body())
          .contains("The present password is another one");
    }
    Map<String, String> right = Map.of("present", PASSWORD, "wanted", "another good one");
    HttpResponse<String> sixth = visitor.submit("/password", "/password", right);

    assertThat(sixth.statusCode()).isEqualTo(422);
    assertThat(sixth.body()).contains("Too many tries");
  }

  @Test
  void wantedPassword_thatCannotBe_isNoGuess() throws Exception {
    user("ana", User.Role.VIEWER);
    visitor.login("ana", PASSWORD);
    Map<String, String> tooShort = Map.of("present", PASSWORD, "wanted", "short");
    for (int i = 0; i < 6; i++) {
      assertThat(visitor.submit("/password", "/password", tooShort).statusCode()).isEqualTo(422);
    }
    Map<String, String> good = Map.of("present", PASSWORD, "wanted", "another good one");

    assertThat(location(visitor.submit("/password", "/password", good))).isEqualTo("/login");
  }

  @Test
  void change_ofSeveralThings_isDoneWhole_orNotAtAll() throws Exception {
    user("root", User.Role.ADMINISTRATOR);
    user("bob", User.Role.VIEWER);
    String admin = "Bearer " + key(ApiKey.Kind.SECRET, "ops", "admin").text();
    String half = "{\"role\":\"marketer\",\"password\":\"short\",\"enabled\":false}";
    HttpResponse<String> refused =
        visitor.json("PATCH", "/api/v1/users/bob", half, "Authorization", admin);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(visitor.get("/api/v1/users/bob", "Authorization", admin).body())
        .contains("\"role\":\"viewer\"", "\"enabled\":true");
    String whole = "{\"role\":\"sales\",\"password\":\"another good one\",\"enabled\":false}";
    visitor.json("PATCH", "/api/v1/users/bob", whole, "Authorization", admin);
    assertThat(audit())
        .containsSubsequence(
            "key:ops user.disable user:bob",
            "key:ops user.password user:bob",
            "key:ops user.role user:bob");
  }
}
