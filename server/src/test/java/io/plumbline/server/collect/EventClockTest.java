package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks are corrected where they are wrong, and never because of a retry. */
final class EventClockTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T20:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S,PT0S",
    "PT10S,PT0S",
    "PT11S,PT11S",
    "PT5H,PT5H",
    "PT-1S,PT0S",
    "PT-2S,PT-2S",
    "PT-30H,PT-30H"
  })
  void device_behindBy_isMovedBy(Duration behind, Duration moved) {
    assertThat(moved(behind, true)).isEqualTo(moved);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,PT0S", "PT30S,PT0S", "PT24H,PT0S", "PT25H,PT25H", "PT-5M,PT0S", "PT-6M,PT-6M"})
  void serverLibrary_behindBy_isMovedBy(Duration behind, Duration moved) {
    assertThat(moved(behind, false)).isEqualTo(moved);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06T07:08:09Z,",
    "2026-11-21T20:00:00Z,0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z,9999-01-01T00:00:00Z"
  })
  void timeOfSending_missingOrSenseless_movesNothing(Instant stamp, Instant sent) {
    assertThat(EventClock.at(stamp, Optional.ofNullable(sent), RECEIVED, true)).isEqualTo(stamp);
  }

  private static Duration moved(Duration behind, boolean device) {
    Instant sent = RECEIVED.minus(behind);
    Instant stamp = sent.minusSeconds(3);
    return Duration.between(stamp, EventClock.at(stamp, Optional.of(sent), RECEIVED, device));
  }
}
