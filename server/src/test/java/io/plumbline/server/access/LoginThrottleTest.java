package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final String HOME = "192.0.2.1";

  private final LoginThrottle throttle =
      new LoginThrottle(InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")));

  private boolean mayTry(String name, String address) {
    return throttle.tryLogin(name, address).isEmpty();
  }

  private void guessFromManyAddresses(String name) {
    for (int i = 0; i < 60; i++) {
      throttle.tryLogin(name, "198.51.100." + i);
    }
  }

  private void guessManyNames(String address) {
    for (int i = 0; i < 60; i++) {
      throttle.tryLogin("name" + i, address);
    }
  }

  @Test
  void tries_ofOneName_fromEverywhere_end() {
    guessFromManyAddresses("ana");

    assertThat(mayTry("ana", HOME)).isFalse();
    assertThat(mayTry("bob", HOME)).isTrue();
  }

  @Test
  void tries_ofManyNames_fromOneAddress_end() {
    guessManyNames(HOME);

    assertThat(mayTry("ana", HOME)).isFalse();
    assertThat(mayTry("ana", "192.0.2.2")).isTrue();
  }

  @Test
  void whoeverWasRight_isNotHeldUpByOthers_butByTheirOwnTries() {
    assertThat(mayTry("ana", HOME)).isTrue();
    throttle.succeeded("ana", HOME);
    guessFromManyAddresses("ana");
    guessManyNames(HOME);

    for (int i = 0; i < 5; i++) {
      assertThat(mayTry("ana", HOME)).isTrue();
    }
    assertThat(mayTry("ana", HOME)).isFalse();
  }

  @Test
  void addressesOfOneNetwork_countAsOne() {
    for (int i = 0; i < 5; i++) {
      assertThat(mayTry("ana", "2001:db8:1:2::" + i)).isTrue();
    }

    assertThat(mayTry("ana", "2001:db8:1:2:ffff:ffff:ffff:ffff")).isFalse();
    assertThat(mayTry("ana", "2001:db8:1:3::1")).isTrue();
    assertThat(LoginThrottle.network("::1%lo")).isNotEmpty();
  }
}
