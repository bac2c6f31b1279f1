package io.plumbline.core.spec;

import static io.plumbline.core.spec.Draft.model;
import static io.plumbline.core.spec.Draft.otherwise;
import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Rule;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 1 of the specification: "A day is a calendar day in the model's time_zone." */
class DaysTest {
  private static final Rule RECENCY = on("r", "e").measure(new Measure.Recency(), otherwise("1"));
  private static final Rule DAYS = on("r", "e").measure(new Measure.Days(), otherwise("1"));

  private static String measured(String zone, Rule rule, String asOf, String... events) {
    Judged judged = lead().at(events).by(model(zone, rule), asOf);
    return judged.events("r").measured().map(BigDecimal::toPlainString).orElseThrow();
  }

  /** "An event's age is D - d in days (0 = today)": by the zone's midnights, not by 24 hours. */
  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-20T23:59:59.999999999Z, 2026-11-21T00:00:00Z, 1",
    "UTC, 2026-11-20T00:00:00Z, 2026-11-20T23:59:59Z, 0",
    "Europe/Bucharest, 2026-11-20T21:59:59Z, 2026-11-20T22:00:00Z, 1",
    "Europe/Bucharest, 2026-11-20T22:00:00Z, 2026-11-21T21:59:59Z, 0",
    // Summer time begins on 29 March and ends on 25 October: days of 23 and 25 hours.
    "Europe/Bucharest, 2026-03-28T22:00:00Z, 2026-03-29T20:59:59Z, 0",
    "Europe/Bucharest, 2026-03-28T22:00:00Z, 2026-03-29T21:00:00Z, 1",
    "Europe/Bucharest, 2026-10-24T21:00:00Z, 2026-10-25T21:59:59Z, 0",
    "Europe/Bucharest, 2026-10-24T21:00:00Z, 2026-10-25T22:00:00Z, 1",
    "Asia/Kathmandu, 2026-11-20T18:14:59Z, 2026-11-20T18:15:00Z, 1",
    "+05:45, 2026-11-20T18:14:59Z, 2026-11-20T18:15:00Z, 1",
    // 4 November 2018 began at 01:00 in Sao Paulo.
    "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-04T03:00:00Z, 1",
    // 30 December 2011 was skipped in Apia: the 31st follows the 29th, two days by the calendar.
    "Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-30T10:00:00Z, 2",
    "Africa/Monrovia, 1971-12-31T00:44:29Z, 1971-12-31T00:44:30Z, 1"
  })
  void age_acrossMidnights_isCountedInTheZone(String zone, String event, String asOf, String age) {
    assertThat(measured(zone, RECENCY, asOf, event)).isEqualTo(age);
  }

  @Test
  void days_distinct_areTheZones() {
    String[] events = {"2026-11-20T21:00:00Z", "2026-11-20T22:30:00Z", "2026-11-21T08:00:00Z"};
    assertThat(measured("Europe/Bucharest", DAYS, "2026-11-21T10:00:00Z", events)).isEqualTo("2");
    assertThat(measured("UTC", DAYS, "2026-11-21T10:00:00Z", events)).isEqualTo("2");
    assertThat(measured("America/New_York", DAYS, "2026-11-21T10:00:00Z", events)).isEqualTo("2");
    assertThat(measured("Pacific/Apia", DAYS, "2026-11-21T10:00:00Z", events)).isEqualTo("1");
  }

  @Test
  void score_day_isTheAsOfsInTheZone() {
    assertThat(lead().by(model("Asia/Kathmandu", RECENCY), "2026-11-20T18:15:00Z").score().day())
        .hasToString("2026-11-21");
  }

  /** A zone that skipped a day has no start of it: the next change is on a day that was. */
  @Test
  void nextChange_onASkippedDay_isTheNextThatWas() {
    Judged judged =
        lead()
            .at("2011-12-28T20:00:00Z") // the 28th in Apia
            .by(model("Pacific/Apia", on("r", "e").within(2).points("1")), "2011-12-29T20:00:00Z");
    assertThat(judged.nextChange()).isEqualTo("2011-12-31 0");
  }

  /** St John's clock went back from 00:01 to 23:01: an event of the past lay on tomorrow. */
  @Test
  void age_whereTheClockSteppedBackOverMidnight_isNeverBelowZero() {
    String[] seconds = {"2010-11-07T02:30:30Z", "2010-11-07T02:45:00Z"};
    String zone = "America/St_Johns";
    assertThat(measured(zone, RECENCY, "2010-11-07T02:50:00Z", seconds)).isEqualTo("0");
    Judged judged =
        lead()
            .at(seconds)
            .by(model(zone, on("r", "e").linear(2).points("1")), "2010-11-07T02:50:00Z");
    assertThat(judged.score().day()).hasToString("2010-11-06");
    assertThat(judged.points()).isEqualTo("2");
    assertThat(judged.events("r").first()).map(Object::toString).hasValue(seconds[0]);
    assertThat(judged.events("r").last()).map(Object::toString).hasValue(seconds[1]);
  }
}
