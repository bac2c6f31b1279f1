package io.plumbline.store.jdbc;

import java.time.Instant;

/** Instants as columns hold them: nanoseconds since 1970, within what 64 bits can say. */
final class HeldInstant {
  private static final long BILLION = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / BILLION - 1;

  private HeldInstant() {}

  /** The nearest that a column can hold. */
  static long of(Instant instant) {
    if (isExact(instant)) {
      return instant.getEpochSecond() * BILLION + instant.getNano();
    }
    return instant.getEpochSecond() < 0
        ? -MOST_SECONDS * BILLION
        : (MOST_SECONDS + 1) * BILLION - 1;
  }

  static boolean isExact(Instant instant) {
    return Math.abs(instant.getEpochSecond()) <= MOST_SECONDS;
  }

  static Instant from(long held) {
    return Instant.ofEpochSecond(Math.floorDiv(held, BILLION), Math.floorMod(held, BILLION));
  }
}
