package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a message is tried again. */
final class RetryScheduleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final RetrySchedule schedule = new RetrySchedule(new Random(7));

  @Test
  void attempt_inVain_isFollowedByALaterOneUntilTheTenth() {
    for (int attempts = 1; attempts <= 9; attempts++) {
      Duration wait = RetrySchedule.WAITS.get(attempts - 1);
      assertThat(schedule.next(attempts, NOW, Optional.empty()).orElseThrow())
          .isBetween(NOW.plus(wait), NOW.plus(wait).plus(wait.dividedBy(10)));
    }
    assertThat(schedule.next(10, NOW, Optional.empty())).isEmpty();
  }

  @Test
  void waits_ofTwoMessages_differ() {
    assertThat(schedule.next(5, NOW, Optional.empty()))
        .isNotEqualTo(schedule.next(5, NOW, Optional.empty()));
  }

  @Test
  void receiver_thatAsksForMore_isGivenItWithinReason() {
    assertThat(schedule.next(1, NOW, Optional.of(Duration.ofMinutes(2))).orElseThrow())
        .isBetween(NOW.plusSeconds(120), NOW.plusSeconds(132));
    assertThat(schedule.next(1, NOW, Optional.of(Duration.ofDays(900))).orElseThrow())
        .isBefore(NOW.plus(Duration.ofHours(27)));
  }

  @Test
  void receiver_thatAsksForLess_doesNotUseUpTheAttempts() {
    assertThat(schedule.next(3, NOW, Optional.of(Duration.ofSeconds(1))).orElseThrow())
        .isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(30)));
  }

  @Test
  void retryAfter_isSecondsOrADate() {
    assertThat(RetryAfter.read(" 120 ", NOW)).hasValue(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Sun, 1 Mar 2026 00:05:00 GMT", NOW))
        .hasValue(Duration.ofMinutes(5));
    assertThat(RetryAfter.read("Sat, 28 Feb 2026 00:05:00 GMT", NOW)).isEmpty();
    assertThat(RetryAfter.read("-1", NOW)).isEmpty();
    assertThat(RetryAfter.read("99999999999999999999", NOW)).isEmpty();
    assertThat(RetryAfter.read("soon", NOW)).isEmpty();
  }
}
