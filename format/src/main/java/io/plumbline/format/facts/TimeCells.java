package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.LONGS;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads times from bytes: the usual forms digit by digit, all others, and all that is out of the
 * ordinary, by {@link IsoTime}, whose answer this always gives. Not thread-safe.
 */
final class TimeCells {
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int DAYS_KEPT = 1 << 9;
  private static final int UNSURE = Integer.MIN_VALUE;
  private static final long LAST_SECOND = IsoTime.MAX.getEpochSecond();
  private static final int BAD = -1_000_000;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final long[] keptDays = new long[DAYS_KEPT];
  private final int[] keptOffsets = new int[DAYS_KEPT];

  /** What was read: seconds since 1970. */
  long epochSecond;

  /** What was read: nanoseconds of the second. */
  int nano;

  TimeCells(ZoneId zone) {
    this.zone = zone;
    rules = zone.getRules();
    Arrays.fill(keptDays, Long.MIN_VALUE);
  }

  /**
   * Reads a time from {@code b[from..to)}, behind which 8 more bytes stand; false where it is none.
   */
  boolean read(byte[] b, int from, int to) {
    int length = to - from;
    if (length >= 8 && length <= 16 && readWhole(b, from, to)) {
      return true;
    }
    if (length >= 10 && b[from + 4] == '-' && b[from + 7] == '-' && readIso(b, from, to)) {
      return true;
    }
    if (length > 256) {
      return false;
    }
    return read(new String(b, from, length, StandardCharsets.UTF_8));
  }

  /** Reads a time from a text; false where it is none. */
  boolean read(String text) {
    return set(IsoTime.instant(text, zone));
  }

  /** Reads a time from a value: a text, a whole number, a date or an instant. */
  boolean read(Value value) {
    if (value instanceof Value.Text text) {
      return read(text.text());
    }
    if (value instanceof Value.Decimal decimal) {
      BigDecimal number = decimal.number().stripTrailingZeros();
      boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= 18;
      return whole && set(IsoTime.ofWhole(number.longValueExact()));
    }
    return set(IsoTime.start(value, zone));
  }

  /** Takes an instant that was read otherwise; false where there is none. */
  boolean set(Optional<Instant> instant) {
    instant.ifPresent(
        at -> {
          epochSecond = at.getEpochSecond();
          nano = at.getNano();
        });
    return instant.isPresent();
  }

  private boolean readWhole(byte[] b, int from, int to) {
    long x = (long) LONGS.get(b, from);
    long upper = (x & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L;
    long over = ((x + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L;
    if ((upper | over) != 0) {
      return false;
    }
    x = ((x & 0x0F0F0F0F0F0F0F0FL) * 2561) >>> 8;
    x = ((x & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
    long number = ((x & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    for (int i = from + 8; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    if (number < IsoTime.FIRST_MILLISECOND) {
      epochSecond = number;
      nano = 0;
    } else {
      epochSecond = number / 1000;
      nano = (int) (number % 1000) * 1_000_000;
    }
    return epochSecond <= LAST_SECOND;
  }

  private boolean readIso(byte[] b, int from, int to) {
    int year = pair(b, from) * 100 + pair(b, from + 2);
    int month = pair(b, from + 5);
    int day = pair(b, from + 8);
    boolean date = year >= 0 && month >= 1 && month <= 12 && day >= 1;
    if (!date || day > daysOfMonth(year, month)) {
      return false;
    }
    long local = epochDay(year, month, day) * SECONDS_OF_DAY;
    int i = from + 10;
    nano = 0;
    if (i == to) {
      return finish(local, offsetOn(local));
    }
    if (to - from < 16 || (b[i] != 'T' && b[i] != ' ') || b[i + 3] != ':') {
      return false;
    }
    int hour = pair(b, i + 1);
    int minute = pair(b, i + 4);
    int second = 0;
    i += 6;
    if (i < to && b[i] == ':') {
      second = to - i >= 3 ? pair(b, i + 1) : BAD;
      i = fraction(b, i + 3, to);
    }
    if (i < 0 || !within(hour, 23) || !within(minute, 59) || !within(second, 59)) {
      return false;
    }
    local += hour * 3600L + minute * 60L + second;
    return finish(local, i == to ? offsetOn(local) : offset(b, i, to));
  }

  /** Reads the fraction of a second that may stand at {@code i}; gives the place behind it. */
  private int fraction(byte[] b, int i, int to) {
    if (i >= to || b[i] != '.') {
      return i;
    }
    int k = i + 1;
    int digits = 0;
    while (k < to && b[k] >= '0' && b[k] <= '9' && digits < 9) {
      nano = nano * 10 + (b[k] - '0');
      k++;
      digits++;
    }
    for (int d = digits; d < 9; d++) {
      nano *= 10;
    }
    return digits == 0 ? BAD : k;
  }

  /** The offset written in {@code b[i..to)}, in seconds. */
  private static int offset(byte[] b, int i, int to) {
    int length = to - i;
    if (length == 1) {
      return b[i] == 'Z' ? 0 : UNSURE;
    }
    boolean written = (b[i] == '+' || b[i] == '-') && (length == 3 || length == 6);
    if (!written || (length == 6 && b[i + 3] != ':')) {
      return UNSURE;
    }
    int hours = pair(b, i + 1);
    int minutes = length == 6 ? pair(b, i + 4) : 0;
    if (!within(hours, 17) || !within(minutes, 59)) {
      return UNSURE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return b[i] == '-' ? -seconds : seconds;
  }

  private boolean finish(long local, int offset) {
    epochSecond = local - offset;
    return offset != UNSURE
        && epochSecond >= IsoTime.MIN.getEpochSecond()
        && epochSecond <= LAST_SECOND;
  }

  /** The zone's offset on the day of a local second, where it is the same around the whole day. */
  private int offsetOn(long local) {
    long day = Math.floorDiv(local, SECONDS_OF_DAY);
    int slot = (int) day & (DAYS_KEPT - 1);
    if (keptDays[slot] != day) {
      keptOffsets[slot] = findOffset(day);
      keptDays[slot] = day;
    }
    return keptOffsets[slot];
  }

  private int findOffset(long day) {
    if (rules.isFixedOffset()) {
      return rules.getOffset(Instant.EPOCH).getTotalSeconds();
    }
    LocalDateTime start = LocalDateTime.ofEpochSecond(day * SECONDS_OF_DAY, 0, ZoneOffset.UTC);
    ZoneOffset offset = rules.getOffset(start);
    Instant dayBefore = start.toInstant(offset).minusSeconds(SECONDS_OF_DAY);
    ZoneOffsetTransition next = rules.nextTransition(dayBefore);
    boolean steady =
        next == null || next.getInstant().isAfter(dayBefore.plusSeconds(3L * SECONDS_OF_DAY));
    return steady ? offset.getTotalSeconds() : UNSURE;
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** Two digits as a number, or a very negative one. */
  private static int pair(byte[] b, int i) {
    int tens = b[i] - '0';
    int ones = b[i + 1] - '0';
    return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? BAD : tens * 10 + ones;
  }

  private static int daysOfMonth(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970 of a date of the years 0 to 9999. */
  private static long epochDay(int year, int month, int day) {
    // Years that begin in March put the leap day last; 400 years have 146,097 days.
    int y = month <= 2 ? year + 399 : year + 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468 - 146_097;
  }
}
