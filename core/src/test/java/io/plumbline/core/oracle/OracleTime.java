package io.plumbline.core.oracle;

import io.plumbline.core.fact.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/** Days and times as sections 1, 4 and 7 of the specification read them. */
final class OracleTime {
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private static final List<DateTimeFormatter> TIMES = List.of(time('T'), time(' '));

  private static final Memory<Written, Optional<LocalDate>> DAYS = new Memory<>();

  private OracleTime() {}

  private record Written(String text, ZoneId zone) {}

  /** "YYYY-MM-DD(T| )HH:MM[:SS[.fraction]][Z|±HH[:MM]], the fraction up to nine digits". */
  private static DateTimeFormatter time(char separator) {
    return new DateTimeFormatterBuilder()
        .append(DATE)
        .appendLiteral(separator)
        .appendPattern("HH:mm[:ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .appendPattern("]")
        .optionalStart()
        .appendOffset("+HH:mm", "Z")
        .optionalEnd()
        .toFormatter()
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** "A day is a calendar day in the model's time_zone." */
  static LocalDate day(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone).toLocalDate();
  }

  /** Whether the zone has the day at all: Apia had no 30 December 2011. */
  static boolean exists(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toLocalDate().equals(day);
  }

  /**
   * "A value is a date or an instant where its text is ISO 8601 as in section 7; an instant
   * compares by its day in the model's zone."
   */
  static Optional<LocalDate> dayOf(Value value, ZoneId zone) {
    if (value instanceof Value.Day day) {
      return Optional.of(day.date());
    }
    if (value instanceof Value.Moment moment) {
      return Optional.of(day(moment.instant(), zone));
    }
    return value instanceof Value.Text text
        ? DAYS.of(new Written(text.text(), zone), OracleTime::dayOf)
        : Optional.empty();
  }

  /** Reading: a text of more than 64 characters is no time. */
  private static Optional<LocalDate> dayOf(Written written) {
    if (written.text().length() > 64) {
      return Optional.empty();
    }
    String plain = OracleText.trimmed(written.text());
    try {
      return Optional.of(LocalDate.parse(plain, DATE));
    } catch (DateTimeException noDate) {
      return instant(plain, written.zone()).map(instant -> day(instant, written.zone()));
    }
  }

  /** The instant of a date and time; reading: in the years 0000 to 9999. */
  static Optional<Instant> instant(String plain, ZoneId zone) {
    for (DateTimeFormatter format : TIMES) {
      try {
        TemporalAccessor read = format.parse(plain);
        LocalDateTime local = LocalDateTime.from(read);
        Instant instant =
            read.isSupported(ChronoField.OFFSET_SECONDS)
                ? local.toInstant(ZoneOffset.from(read))
                : instant(local, zone);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 0 && year <= 9999 ? Optional.of(instant) : Optional.empty();
      } catch (DateTimeException notOfThisForm) {
        continue;
      }
    }
    return Optional.empty();
  }

  /**
   * "A local time that occurs twice is the earlier instant; one in a gap moves later by the length
   * of the gap."
   */
  static Instant instant(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = zone.getRules().getTransition(local);
      return local.plus(gap.getDuration()).toInstant(gap.getOffsetAfter());
    }
    return offsets.stream().map(local::toInstant).min(Instant::compareTo).orElseThrow();
  }
}
