package io.plumbline.core.fact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as files write them: {@code YYYY-MM-DD}, {@code YYYY-MM-DD(T| )HH:MM[:SS[.fraction]]} with
 * {@code Z} or {@code ±HH[:MM]} or neither, and whole numbers of seconds or milliseconds.
 *
 * <p>A local time that occurs twice is the earlier instant; one in a gap moves later by the length
 * of the gap. Instants lie in the years 0000 to 9999.
 */
public final class IsoTime {
  /** Whole numbers from this size on are milliseconds, smaller ones seconds. */
  public static final long FIRST_MILLISECOND = 100_000_000_000L;

  /** The first instant that can be read. */
  public static final Instant MIN = Instant.parse("0000-01-01T00:00:00Z");

  /** The last instant that can be read. */
  public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
              + "(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?");

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private IsoTime() {}

  /** The date or instant that a text stands for, local times read in {@code zone}. */
  public static Optional<Value> parse(String text, ZoneId zone) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    Matcher m = ISO.matcher(NormalText.trimmed(text));
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
      if (m.group(4) == null) {
        return Optional.of(new Value.Day(date));
      }
      LocalDateTime local =
          date.atTime(number(m, 4), number(m, 5), number(m, 6), nanoseconds(m.group(7)));
      String offset = m.group(8);
      Instant instant =
          offset == null ? local.atZone(zone).toInstant() : local.toInstant(ZoneOffset.of(offset));
      return inRange(instant).map(Value.Moment::new);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** The instant that a text stands for: a date is its start in {@code zone}. */
  public static Optional<Instant> instant(String text, ZoneId zone) {
    String plain = text.length() > 64 ? "" : NormalText.trimmed(text);
    if (WHOLE.matcher(plain).matches()) {
      return ofWhole(Long.parseLong(plain));
    }
    return parse(plain, zone).flatMap(value -> start(value, zone));
  }

  /** The instant of a whole number of seconds or milliseconds since 1970. */
  public static Optional<Instant> ofWhole(long number) {
    boolean seconds = number > -FIRST_MILLISECOND && number < FIRST_MILLISECOND;
    return inRange(seconds ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
  }

  /** The instant of a value that is a date (its start in {@code zone}) or an instant. */
  public static Optional<Instant> start(Value value, ZoneId zone) {
    if (value instanceof Value.Moment moment) {
      return inRange(moment.instant());
    }
    if (value instanceof Value.Day day) {
      return inRange(day.date().atStartOfDay(zone).toInstant());
    }
    return Optional.empty();
  }

  private static Optional<Instant> inRange(Instant instant) {
    return instant.isBefore(MIN) || instant.isAfter(MAX) ? Optional.empty() : Optional.of(instant);
  }

  private static int number(Matcher m, int group) {
    String digits = m.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanoseconds(@org.jspecify.annotations.Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }
}
