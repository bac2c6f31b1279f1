package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Accounts;
import io.plumbline.server.access.Gate;
import io.plumbline.server.access.Keys;
import io.plumbline.server.access.PasswordLogin;
import io.plumbline.store.ApiKey;
import io.plumbline.store.memory.MemoryStore;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whoever is known by a key is still known when the answer comes from another thread. */
class LaterAnswerTest {
  private final InstantSource clock = new TestClock();
  private final MemoryStore store = new MemoryStore();
  private final Keys keys = new Keys(store, clock, new SecureRandom());

  /** Answers when somebody else is done. */
  @Hidden
  @RestController
  static final class Later {
    @GetMapping("/api/v1/leads/later")
    CompletableFuture<String> later(Principal principal) {
      return CompletableFuture.supplyAsync(principal::getName);
    }
  }

  /** The gate before it. */
  static final class Gated {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain gate(HttpSecurity http, MemoryStore store, Keys keys, InstantSource clock) {
      Accounts accounts = new Accounts(store, clock);
      http.securityMatcher("/api/**");
      return new Gate(accounts, keys, new PasswordLogin(store, accounts, clock)).chain(http);
    }
  }

  @Test
  void secretKey_isKnownUntilTheAnswer() throws Exception {
    Keys.Wish wish =
        new Keys.Wish(ApiKey.Kind.SECRET, "ops", List.of("leads:read"), Optional.empty());
    String key = keys.make("test", wish).text();
    Map<String, Object> parts = Map.of("store", store, "clock", clock, "keys", keys);
    try (TestServer server = TestServer.start(parts, Gated.class, Later.class)) {
      var answer = server.get("/api/v1/leads/later", "Authorization", "Bearer " + key);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("key:ops");
      assertThat(server.get("/api/v1/leads/later").statusCode()).isEqualTo(401);
    }
  }
}
