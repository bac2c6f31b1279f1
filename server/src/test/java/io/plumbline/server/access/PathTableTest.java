package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** Who may ask for what: every row of the table, by every role and every scope, as a golden. */
class PathTableTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/plumbline/server/access/path-table.txt");

  private static final List<String> PATHS =
      List.of(
          "/healthz",
          "/readyz",
          "/metrics",
          "/login",
          "/first",
          "/logout",
          "/",
          "/password",
          "/keys",
          "/keys/1/revoke",
          "/assets/page.css",
          "/nowhere",
          "/actuator",
          "/api/v1/openapi.json",
          "/api/v1/me",
          "/api/v1/session",
          "/api/v1/me/password",
          "/api/v1/leads",
          "/api/v1/leads/17",
          "/api/v1/leads/17/history",
          "/api/v1/leads/a%2Fb/timeline",
          "/api/v1/accounts/9",
          "/api/v1/exports/leads",
          "/api/v1/merges/3/undo",
          "/api/v1/models",
          "/api/v1/models/m/versions/2",
          "/api/v1/models/m/versions/2/publish",
          "/api/v1/models/m/rollback",
          "/api/v1/runs/4",
          "/api/v1/rejected",
          "/api/v1/rejected/replay",
          "/api/v1/webhooks",
          "/api/v1/alerts/2",
          "/api/v1/keys",
          "/api/v1/users/ana",
          "/api/v1/audit",
          "/api/v1/nothing");

  private static Map<String, Authentication> actors() {
    Map<String, Authentication> actors = new LinkedHashMap<>();
    actors.put(
        "nobody",
        new AnonymousAuthenticationToken(
            "key", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
    for (User.Role role : User.Role.values()) {
      actors.put(role.name().toLowerCase(java.util.Locale.ROOT), user(role));
    }
    actors.put("write-key", key(ApiKey.Kind.WRITE, Set.of()));
    for (String scope : Scope.all()) {
      actors.put(scope, key(ApiKey.Kind.SECRET, Set.of(scope)));
    }
    return actors;
  }

  private static Actor user(User.Role role) {
    return Actor.of(new User(1, "ana", role, "", Instant.EPOCH, Instant.EPOCH, Optional.empty()));
  }

  private static Actor key(ApiKey.Kind kind, Set<String> scopes) {
    Optional<Instant> never = Optional.empty();
    return Actor.of(
        new ApiKey(1, kind, "h", "s", "label", scopes, "cli", Instant.EPOCH, never, never, never));
  }

  private static boolean admits(Authentication who, String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setRemoteAddr("10.0.0.7");
    return PathTable.row(request).filter(row -> row.grant().admits(who, request)).isPresent();
  }

  @Test
  void everyPath_isForWhomTheGoldenSays() throws IOException {
    StringBuilder table = new StringBuilder();
    for (String path : PATHS) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        List<String> in =
            actors().entrySet().stream()
                .filter(actor -> admits(actor.getValue(), method, path))
                .map(Map.Entry::getKey)
                .toList();
        String who = in.size() == actors().size() ? "everybody" : String.join(" ", in);
        table.append(method + " " + path + " -> " + (who.isEmpty() ? "-" : who) + "\n");
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, table);
    }

    assertThat(table.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void metrics_fromThisMachine_areForEverybody() {
    MockHttpServletRequest here = new MockHttpServletRequest("GET", "/metrics");
    MockHttpServletRequest proxied = new MockHttpServletRequest("GET", "/metrics");
    proxied.addHeader("X-Forwarded-For", "203.0.113.9");
    MockHttpServletRequest named = new MockHttpServletRequest("GET", "/metrics");
    named.setServerName("score.example.com");
    Authentication nobody = actors().get("nobody");

    assertThat(PathTable.row(here).orElseThrow().grant().admits(nobody, here)).isTrue();
    assertThat(PathTable.row(proxied).orElseThrow().grant().admits(nobody, proxied)).isFalse();
    assertThat(PathTable.row(named).orElseThrow().grant().admits(nobody, named)).isFalse();
  }

  @Test
  void writeKey_mayAskForNothingThatNobodyMay() {
    Map<String, Authentication> actors = actors();
    for (String path : PATHS) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        assertThat(admits(actors.get("write-key"), method, path))
            .as("%s %s", method, path)
            .isEqualTo(admits(actors.get("nobody"), method, path));
      }
    }
  }
}
