package io.plumbline.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message that was not taken is tried again. Not thread-safe. */
final class RetrySchedule {
  /** How long to wait before each attempt after the first, which is made at once. */
  static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** What a receiver may ask for at most: after that it is tried again, whatever it said. */
  static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** A wait is made longer by up to this part of it, so that not all come back at once. */
  private static final int JITTER_PARTS = 10;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * When to try again after an attempt; empty where that was the last.
   *
   * @param attempts how many were made
   * @param asked how long the receiver asked to wait
   */
  Optional<Instant> next(int attempts, Instant now, Optional<Duration> asked) {
    if (attempts > WAITS.size()) {
      return Optional.empty();
    }
    Duration wait = WAITS.get(attempts - 1);
    Duration told = asked.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    long millis = Math.max(wait.toMillis(), told.toMillis());
    return Optional.of(now.plusMillis(millis + random.nextLong(millis / JITTER_PARTS + 1)));
  }

  /** What a receiver asked for, as far as it is heard. */
  static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }
}
