package io.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 7 of the specification: times. */
class IsoTimeTest {
  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

  /** "YYYY-MM-DD (its start in the model's zone) or YYYY-MM-DD(T| )HH:MM[:SS[.fraction]]...". */
  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 2026-11-20T22:00:00Z",
    "2026-11-21T10:20, 2026-11-21T08:20:00Z",
    "2026-11-21 10:20, 2026-11-21T08:20:00Z",
    "2026-11-21T10:20:30, 2026-11-21T08:20:30Z",
    "2026-11-21T10:20:30.5, 2026-11-21T08:20:30.500Z",
    "2026-11-21T10:20:30.123456789, 2026-11-21T08:20:30.123456789Z",
    "2026-11-21T10:20Z, 2026-11-21T10:20:00Z",
    "2026-11-21 10:20:30+02, 2026-11-21T08:20:30Z",
    "2026-11-21T10:20:30.000000001-05:30, 2026-11-21T15:50:30.000000001Z",
    "2026-11-21T10:20+00:00, 2026-11-21T10:20:00Z",
    "2026-11-21T10:20-00:00, 2026-11-21T10:20:00Z",
    "2026-11-21T10:20+18:00, 2026-11-20T16:20:00Z",
    "' 2026-11-21T10:20Z\u00a0', 2026-11-21T10:20:00Z",
    "２０２６-11-21T10：20Z, 2026-11-21T10:20:00Z",
    "2024-02-29T00:00Z, 2024-02-29T00:00:00Z",
    "0000-01-01T00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void instant_isoForms_areRead(String text, Instant instant) {
    assertThat(IsoTime.instant(text, BUCHAREST)).hasValue(instant);
  }

  /** "A whole number, seconds if below 100 000 000 000 in size, else milliseconds." */
  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "1795255200, 2026-11-21T10:00:00Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "1795255200123, 2026-11-21T10:00:00.123Z",
    "-1, 1969-12-31T23:59:59Z",
    "+60, 1970-01-01T00:01:00Z",
    "-100000000000, 1966-10-31T14:13:20Z",
    "１２, 1970-01-01T00:00:12Z"
  })
  void instant_wholeNumbers_areSecondsOrMilliseconds(String text, Instant instant) {
    assertThat(IsoTime.instant(text, BUCHAREST)).hasValue(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "today",
        "2026-11-31",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "26-11-21",
        "2026-1-1",
        "20261121T10",
        "2026-11-21T",
        "2026-11-21T10",
        "2026-11-21T24:00",
        "2026-11-21T10:60",
        "2026-11-21T10:20:60",
        "2026-11-21T10:20:30.",
        "2026-11-21T10:20:30,5",
        "2026-11-21T10:20:30.1234567890",
        "2026-11-21t10:20",
        "2026-11-21T10:20z",
        "2026-11-21  10:20",
        "2026-11-21T10:20 Z",
        "2026-11-21Z",
        "2026-11-21T10:20+2",
        "2026-11-21T10:20+0200",
        "2026-11-21T10:20+18:01",
        "2026-11-21T10:20+02:60",
        "-2026-11-21",
        "+12026-11-21",
        "10000-01-01",
        "1.5",
        "1e9",
        "0000-01-01T00:00+01:00",
        "9999-12-31T23:59-01:00",
        "253402300800000",
        "-62167219200001",
        "1234567890123456789"
      })
  void instant_anythingElse_isUnreadable(String text) {
    assertThat(IsoTime.instant(text, BUCHAREST)).isEmpty();
  }

  /**
   * "A local time that occurs twice is the earlier instant; one in a gap moves later by the gap."
   */
  @ParameterizedTest
  @CsvSource({
    "Europe/Bucharest, 2026-03-29T03:30, 2026-03-29T01:30:00Z", // 04:30 of summer time
    "Europe/Bucharest, 2026-10-25T03:30, 2026-10-25T00:30:00Z",
    "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-03T15:45:00Z", // half an hour later
    "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z", // began at 01:00
    "America/Sao_Paulo, 2018-02-17T23:30, 2018-02-18T01:30:00Z",
    "America/Toronto, 1919-03-31, 1919-03-31T04:30:00Z", // the clock went from 23:30 to 00:30
    "Pacific/Apia, 2011-12-30T10:00, 2011-12-30T20:00:00Z", // the 31st, a day later
    "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z",
    "Asia/Kathmandu, 1986-01-01T00:05, 1985-12-31T18:35:00Z",
    "+05:45, 2026-11-21, 2026-11-20T18:15:00Z"
  })
  void instant_localTimes_meetGapsAndOverlaps(String zone, String text, Instant instant) {
    assertThat(IsoTime.instant(text, ZoneId.of(zone))).hasValue(instant);
  }

  /** "A value is a date or an instant where its text is ISO 8601": whole numbers are not. */
  @Test
  void parse_dateOrInstant_tellsThemApart() {
    assertThat(IsoTime.parse(" 2026-11-21", BUCHAREST))
        .hasValue(new Value.Day(LocalDate.parse("2026-11-21")));
    assertThat(IsoTime.parse("2026-11-21 00:00", BUCHAREST))
        .hasValue(new Value.Moment(Instant.parse("2026-11-20T22:00:00Z")));
    assertThat(IsoTime.parse("1795255200", BUCHAREST)).isEmpty();
  }

  /** Everything read has a limit: longer texts are no times. */
  @Test
  void parse_overSixtyFourCharacters_isUnreadable() {
    assertThat(IsoTime.parse(" ".repeat(54) + "2026-11-21", BUCHAREST)).isPresent();
    assertThat(IsoTime.parse(" ".repeat(55) + "2026-11-21", BUCHAREST)).isEmpty();
    assertThat(IsoTime.instant(" ".repeat(65) + "1", BUCHAREST)).isEmpty();
  }

  @Test
  void start_ofValues_isOneForDatesAndInstantsOnly() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    assertThat(IsoTime.start(new Value.Moment(noon), BUCHAREST)).hasValue(noon);
    assertThat(IsoTime.start(new Value.Day(LocalDate.parse("2026-11-21")), BUCHAREST))
        .hasValue(Instant.parse("2026-11-20T22:00:00Z"));
    assertThat(IsoTime.start(new Value.Text("2026-11-21"), BUCHAREST)).isEmpty();
    assertThat(IsoTime.start(new Value.Day(LocalDate.MAX), BUCHAREST)).isEmpty();
    assertThat(IsoTime.start(new Value.Moment(Instant.MAX), BUCHAREST)).isEmpty();
  }
}
