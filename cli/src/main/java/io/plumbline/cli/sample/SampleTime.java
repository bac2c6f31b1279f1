package io.plumbline.cli.sample;

import java.time.Instant;

/** The calendar of the sample population: 26 whole weeks, always the same. */
final class SampleTime {
  /** The Monday on which tracking began. */
  static final long START = Instant.parse("2025-12-01T00:00:00Z").getEpochSecond();

  static final int WEEKS = 26;
  static final long MINUTE = 60;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  static final long WEEK = 7 * DAY;

  /** The end of the data. */
  static final long END = START + WEEKS * WEEK;

  /** The Monday morning after the last week. */
  static final Instant AS_OF = Instant.ofEpochSecond(END + 8 * HOUR);

  /** Three days on which the tracking of pages was down. */
  static final long OUTAGE = Instant.parse("2026-02-10T00:00:00Z").getEpochSecond();

  static final long OUTAGE_END = OUTAGE + 3 * DAY;

  /** Two days of which the mail tool lost the opens. */
  static final long LOST_OPENS = Instant.parse("2026-04-04T00:00:00Z").getEpochSecond();

  static final long LOST_OPENS_END = LOST_OPENS + 2 * DAY;

  private SampleTime() {}

  /** The week of the data in which a second lies; negative before it. */
  static int week(long second) {
    return (int) Math.floorDiv(second - START, WEEK);
  }

  /** A moment of a week at which people of a culture work: seldom at night, less on weekends. */
  static long workingMoment(Dice dice, int week, Culture culture) {
    int day = dice.chance(0.92) ? dice.below(5) : 5 + dice.below(2);
    long hour = dice.chance(0.93) ? 7 + dice.below(11) : dice.below(24);
    long second = day * DAY + (hour + culture.hoursAfterUtc()) * HOUR + dice.below(3600);
    return START + week * WEEK + Math.floorMod(second, WEEK);
  }
}
