package io.plumbline.server.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header Retry-After: seconds, or a date. */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait; empty where the header says nothing that can be read, or the past. */
  static Optional<Duration> read(String text, Instant now) {
    String value = text.strip();
    if (value.matches("\\d{1," + MOST_DIGITS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
