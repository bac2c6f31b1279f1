package io.plumbline.server.collect;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.NormalText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as clients write them: ISO 8601, with seconds or offsets in any of its spellings, or whole
 * numbers of seconds or milliseconds. A time without an offset is in UTC.
 */
final class SentTime {
  private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("[+-][0-9]{4}$");
  private static final int USUAL_LENGTH = "2026-11-21T19:07:04.743Z".length();
  private static final String USUAL_MARKS = "    -  -  T  :  :  .   Z";

  private SentTime() {}

  /** The instant that a field of a call holds; empty where it is not there. */
  static Optional<Instant> of(Draft call, String field) {
    return call.text(field)
        .map(
            text ->
                read(text)
                    .orElseThrow(
                        () ->
                            new Unacceptable(
                                "unreadable_time",
                                call.path(field),
                                "found \""
                                    + Unacceptable.shortened(text)
                                    + "\", expected a time as 2026-11-21T19:07:04.743Z")));
  }

  /** The instant that a text stands for, if it stands for one. */
  static Optional<Instant> read(String text) {
    if (isUsual(text)) {
      return usual(text);
    }
    String plain = text.length() > 64 ? "" : NormalText.trimmed(text).toUpperCase(Locale.ROOT);
    if (plain.length() > 19 && OFFSET_WITHOUT_COLON.matcher(plain).find()) {
      int colon = plain.length() - 2;
      plain = plain.substring(0, colon) + ":" + plain.substring(colon);
    }
    return IsoTime.instant(plain, ZoneOffset.UTC);
  }

  /** Whether a text is written as JavaScript writes all its times. */
  private static boolean isUsual(String text) {
    if (text.length() != USUAL_LENGTH) {
      return false;
    }
    for (int i = 0; i < USUAL_LENGTH; i++) {
      char mark = USUAL_MARKS.charAt(i);
      char c = text.charAt(i);
      if (mark == ' ' ? c < '0' || c > '9' : c != mark) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Instant> usual(String text) {
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int year = number(text, 0, 4);
    boolean date = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
    if (!date || hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    long epochDay = LocalDate.of(year, month, day).toEpochDay();
    long epochSecond = epochDay * 86_400 + hour * 3_600L + minute * 60L + second;
    return Optional.of(Instant.ofEpochSecond(epochSecond, number(text, 20, 23) * 1_000_000L));
  }

  private static int daysOf(int year, int month) {
    return java.time.YearMonth.of(year, month).lengthOfMonth();
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
