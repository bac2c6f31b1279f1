package io.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Days of a zone, as java.time has them. */
class ZoneDaysTest {

  @Test
  void day_everyZone_isTheCalendars() {
    SplittableRandom random = new SplittableRandom(7);
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      ZoneDays days = ZoneDays.of(zone);
      Instant at = Instant.parse("1890-01-01T00:00:00Z");
      for (int i = 0; i < 40; i++) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(at);
        at = next == null ? at.plusSeconds(90_000_000) : next.getInstant();
        for (long off : new long[] {-1, 0, 1, random.nextInt(-90_000, 90_000)}) {
          Instant instant = at.plusSeconds(off);
          assertThat(days.day(instant))
              .as("%s in %s", instant, id)
              .isEqualTo((int) instant.atZone(zone).toLocalDate().toEpochDay());
        }
      }
    }
  }

  @Test
  void has_skippedDay_isFalse() {
    ZoneDays apia = ZoneDays.of(ZoneId.of("Pacific/Apia"));
    int skipped = (int) LocalDate.parse("2011-12-30").toEpochDay();
    assertThat(apia.has(skipped)).isFalse();
    assertThat(apia.has(skipped - 1)).isTrue();
    assertThat(apia.has(skipped + 1)).isTrue();
    assertThat(ZoneDays.of(ZoneId.of("UTC")).has(skipped)).isTrue();
  }
}
