package io.plumbline.core.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calendar days of a zone, numbered from 1970-01-01 as day 0. Fast, immutable and thread-safe:
 * the zone's changes of offset between 1900 and 2100 are laid out once.
 */
public final class ZoneDays {
  private static final long DAY = 86_400;
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private final ZoneId zone;
  private final ZoneRules rules;
  private final long[] starts;
  private final int[] offsets;

  private ZoneDays(ZoneId zone) {
    this.zone = zone;
    rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    starts = new long[transitions.size() + 2];
    offsets = new int[transitions.size() + 1];
    starts[0] = FIRST.getEpochSecond();
    offsets[0] = rules.getOffset(FIRST).getTotalSeconds();
    for (int i = 0; i < transitions.size(); i++) {
      starts[i + 1] = transitions.get(i).toEpochSecond();
      offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
    }
    starts[transitions.size() + 1] = LAST.getEpochSecond();
  }

  public static ZoneDays of(ZoneId zone) {
    return new ZoneDays(zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /** The day of an instant given in seconds since 1970. */
  public int day(long epochSecond) {
    return (int) Math.floorDiv(epochSecond + offset(epochSecond), DAY);
  }

  /** The day of an instant. */
  public int day(Instant instant) {
    return day(instant.getEpochSecond());
  }

  /** Whether the zone has the day: Apia, which changed sides of the date line, skipped one. */
  public boolean has(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return date.atStartOfDay(zone).toLocalDate().equals(date);
  }

  private int offset(long epochSecond) {
    if (epochSecond < starts[0] || epochSecond >= starts[starts.length - 1]) {
      return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }
    if (offsets.length == 1) {
      return offsets[0];
    }
    int found = Arrays.binarySearch(starts, epochSecond);
    return offsets[found >= 0 ? found : -found - 2];
  }
}
