package io.plumbline.core.spec;

import static io.plumbline.core.spec.Draft.atLeast;
import static io.plumbline.core.spec.Draft.is;
import static io.plumbline.core.spec.Draft.isNot;
import static io.plumbline.core.spec.Draft.lessThan;
import static io.plumbline.core.spec.Draft.never;
import static io.plumbline.core.spec.Draft.newerThan;
import static io.plumbline.core.spec.Draft.otherwise;
import static io.plumbline.core.spec.Draft.row;
import static io.plumbline.core.spec.Draft.startsWith;
import static io.plumbline.core.spec.Draft.that;
import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Rule;
import io.plumbline.core.score.Contribution;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 5 of the specification: event rules. */
class EventRulesTest {
  private static final String NOW = "2026-11-21T10:00:00Z";

  private static String points(Judged.Lead lead, Rule rule) {
    return lead.by(Draft.model(rule), NOW).points();
  }

  /** "Those of type `event` (a type, a list of types, compared as text; or "*": every type)". */
  @Test
  void types_compareAsText() {
    Judged.Lead lead =
        lead()
            .event("", " Page_View ", "2026-11-20T10:00:00Z")
            .event("", "ＣＬＩＣＫ", "2026-11-20T11:00:00Z")
            .event("", "*", "2026-11-20T12:00:00Z");
    assertThat(points(lead, on("r", "page_view").points("1"))).isEqualTo("1");
    assertThat(points(lead, on("r", "page_view", "click").points("1"))).isEqualTo("2");
    assertThat(points(lead, on("r").points("1"))).isEqualTo("3");
  }

  /** "A `where` that is unknown does not match." */
  @Test
  void where_unknown_doesNotMatch() {
    Judged.Lead lead =
        lead()
            .event("", "e", "2026-11-20T10:00:00Z", "path", "/pricing/eu")
            .event("", "e", "2026-11-20T11:00:00Z", "path", "/blog")
            .event("", "e", "2026-11-20T12:00:00Z");
    assertThat(points(lead, on("r", "e").where(that("path", startsWith("/pricing"))).points("1")))
        .isEqualTo("1");
    assertThat(points(lead, on("r", "e").where(that("path", isNot("/blog"))).points("1")))
        .isEqualTo("1");
  }

  /** "`where` sees the event's properties only." */
  @Test
  void where_attributeOfTheSubject_isNotSeen() {
    Judged.Lead lead = lead().with("path", "/pricing").at("2026-11-20T10:00:00Z");
    assertThat(points(lead, on("r", "e").where(that("path", is("/pricing"))).points("1")))
        .isEqualTo("0");
  }

  /** "The age of a date being counted ... to the event's own day d in `where`". */
  @Test
  void where_ageOfADate_isCountedToTheEventsOwnDay() {
    LocalDate due = LocalDate.parse("2026-10-01");
    Judged.Lead lead =
        lead()
            .event("", "e", "2026-10-03T10:00:00Z", "due", due)
            .event("", "e", "2026-10-04T10:00:00Z", "due", due);
    assertThat(points(lead, on("r", "e").where(that("due", newerThan(3))).points("1")))
        .isEqualTo("1");
  }

  /** "7d = today and the six days before". */
  @Test
  void within_sevenDays_isTodayAndTheSixDaysBefore() {
    Judged.Lead lead =
        lead().at("2026-11-15T00:00:00Z", "2026-11-14T23:59:59.999999999Z", "2026-11-21T10:00:00Z");
    assertThat(points(lead, on("r", "e").within(7).points("1"))).isEqualTo("2");
    assertThat(points(lead, on("r", "e").within(1).points("1"))).isEqualTo("1");
  }

  /** "An event after the as-of instant does not exist for that score." */
  @Test
  void asOf_oneNanosecondBefore_hidesTheEvent() {
    Judged.Lead lead = lead().at("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000000001Z");
    assertThat(points(lead, on("r", "e").points("1"))).isEqualTo("1");
  }

  /** "Each day at most `per_day`, the earliest first." */
  @Test
  void perDay_two_countsTheEarliestTwoOfEachDay() {
    Judged.Lead lead =
        lead()
            .event("late", "e", "2026-11-20T12:00:00Z", "n", 100)
            .event("b", "e", "2026-11-20T11:00:00Z", "n", 20)
            .event("a", "e", "2026-11-20T10:00:00Z", "n", 1)
            .event("other", "e", "2026-11-21T09:00:00Z", "n", 300);
    Rule sum =
        on("r", "e").perDay(2).measure(new Measure.Sum("n"), row("5", is(321)), otherwise("-1"));
    Judged judged = lead.by(Draft.model(sum), NOW);
    assertThat(judged.points()).isEqualTo("5");
    assertThat(judged.events("r").ids()).containsExactly("other", "b", "a");
  }

  /** "Ordered by instant, then id (Unicode code points), those without an id last". */
  @Test
  void perDay_sameInstant_countsByIdInCodePointsAndWithoutIdLast() {
    Judged.Lead lead =
        lead()
            .event("", "e", "2026-11-20T10:00:00Z", "n", 1000)
            .event("😀", "e", "2026-11-20T10:00:00Z", "n", 100)
            .event("\ufffd", "e", "2026-11-20T10:00:00Z", "n", 10)
            .event("Z", "e", "2026-11-20T10:00:00Z", "n", 1);
    assertThat(measured(lead, on("r", "e").perDay(1), new Measure.Sum("n"))).isEqualTo("1");
    assertThat(measured(lead, on("r", "e").perDay(2), new Measure.Sum("n"))).isEqualTo("11");
    assertThat(measured(lead, on("r", "e").perDay(3), new Measure.Sum("n"))).isEqualTo("111");
  }

  private static String measured(Judged.Lead lead, EventDraft draft, Measure measure) {
    return lead.by(Draft.model(draft.measure(measure, otherwise("1"))), NOW)
        .events("r")
        .measured()
        .map(BigDecimal::toPlainString)
        .orElse("nothing");
  }

  /** "`where` is yes, with age < N ..., and of what is left each day at most `per_day`". */
  @Test
  void perDay_countsOnlyWhatMatches() {
    Judged.Lead lead =
        lead()
            .event("", "e", "2026-11-20T10:00:00Z", "path", "/blog")
            .event("", "e", "2026-11-20T11:00:00Z", "path", "/pricing");
    assertThat(points(lead, on("r", "e").where(that("path", is("/pricing"))).perDay(1).points("1")))
        .isEqualTo("1");
  }

  /** "Then limited so that its size is at most `cap`." */
  @Test
  void cap_positiveAndNegative_limitsTheSize() {
    Judged.Lead lead = lead().at("2026-11-21T08:00:00Z", "2026-11-21T09:00:00Z");
    assertThat(points(lead, on("r", "e").points("3", "5"))).isEqualTo("5");
    assertThat(points(lead, on("r", "e").points("-3", "5"))).isEqualTo("-5");
    assertThat(points(lead, on("r", "e").points("3", "0"))).isEqualTo("0");
    Judged judged =
        lead()
            .at("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z")
            .by(Draft.model(on("r", "e").halfLife(1).points("30", "25")), NOW);
    Contribution.OfEvents rule = (Contribution.OfEvents) judged.rule("r");
    assertThat(rule.beforeDecay()).hasToString("60");
    assertThat(rule.afterDecay()).hasToString("30");
    assertThat(rule.points()).hasToString("25");
  }

  /** "The points of every tier that the number of events has reached, added up (1+2+3 at 7)". */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 1", "3, 3", "5, 3", "6, 6", "7, 6", "10, 10", "15, 15", "99, 15"})
  void tiers_reached_addUp(int events, String points) {
    Judged.Lead lead = lead();
    for (int i = 0; i < events; i++) {
      lead = lead.at("2026-11-20T10:00:00Z");
    }
    assertThat(points(lead, on("r", "e").tiers(1, "1", 3, "2", 6, "3", 10, "4", 15, "5")))
        .isEqualTo(points);
  }

  /** "w(age of the latest of the rule's events) ...; without an event nothing is decayed". */
  @Test
  void decay_ofTiersAndMeasures_goesByTheLatestEvent() {
    Judged.Lead lead = lead().at("2026-11-10T10:00:00Z", "2026-11-20T10:00:00Z");
    assertThat(points(lead, on("r", "e").halfLife(1).tiers(2, "10"))).isEqualTo("5");
    Rule count =
        on("r", "e").halfLife(1).measure(new Measure.Count(), row("7", is(0)), otherwise("10"));
    assertThat(points(lead, count)).isEqualTo("5");
    assertThat(points(lead(), count)).isEqualTo("7");
  }

  /** "`days` (distinct days); `recency` (age of the latest event in days)". */
  @Test
  void measures_countDaysRecency() {
    Judged.Lead lead =
        lead().at("2026-11-18T23:59:59Z", "2026-11-18T00:00:00Z", "2026-11-16T10:00:00Z");
    assertThat(measured(lead, on("r", "e"), new Measure.Count())).isEqualTo("3");
    assertThat(measured(lead, on("r", "e"), new Measure.Days())).isEqualTo("2");
    assertThat(measured(lead, on("r", "e"), new Measure.Recency())).isEqualTo("3");
    assertThat(measured(lead(), on("r", "e"), new Measure.Days())).isEqualTo("0");
    assertThat(measured(lead(), on("r", "e"), new Measure.Recency())).isEqualTo("nothing");
  }

  /** "Over numbers and texts that are plain decimal numbers (all else ignored ...)". */
  @Test
  void sumAndMax_ignoreWhatIsNoNumber() {
    Judged.Lead lead =
        lead()
            .event("", "e", NOW, "n", new BigDecimal("1.5"))
            .event("", "e", NOW, "n", " +2.25 ")
            .event("", "e", NOW, "n", "1e3")
            .event("", "e", NOW, "n", true)
            .event("", "e", NOW, "n", List.of(5))
            .event("", "e", NOW, "n", LocalDate.parse("2026-01-01"))
            .event("", "e", NOW);
    assertThat(measured(lead, on("r", "e"), new Measure.Sum("n"))).isEqualTo("3.75");
    assertThat(measured(lead, on("r", "e"), new Measure.Max("n"))).isEqualTo("2.25");
    assertThat(measured(lead, on("r", "e"), new Measure.Sum("m"))).isEqualTo("0");
    assertThat(measured(lead, on("r", "e"), new Measure.Max("m"))).isEqualTo("nothing");
  }

  /** "Each value rounded to six decimals, half away from zero, before it is added or compared". */
  @Test
  void sum_roundsEachValueToSixDecimals() {
    Judged.Lead lead =
        lead()
            .event("", "e", NOW, "n", "0.0000005")
            .event("", "e", NOW, "n", "0.0000004")
            .event("", "e", NOW, "n", "-0.0000015");
    assertThat(measured(lead, on("r", "e"), new Measure.Sum("n"))).isEqualTo("-0.000001");
    assertThat(measured(lead, on("r", "e"), new Measure.Max("n"))).isEqualTo("0.000001");
  }

  /** "When `recency` or `max` has no number, only a `never` row (recency) holds." */
  @Test
  void noNumber_onlyNeverHolds() {
    Rule silent =
        on("r", "e")
            .measure(new Measure.Recency(), row("1", lessThan("9")), never("-10"), otherwise("2"));
    assertThat(points(lead(), silent)).isEqualTo("-10");
    assertThat(points(lead().at("2026-11-21T09:00:00Z"), silent)).isEqualTo("1");
    assertThat(points(lead().at("2026-11-01T09:00:00Z"), silent)).isEqualTo("2");
    Rule max = on("r", "e").measure(new Measure.Max("n"), row("1", atLeast("0")), otherwise("2"));
    assertThat(points(lead(), max)).isEqualTo("0");
    Rule sum = on("r", "e").measure(new Measure.Sum("n"), row("1", atLeast("0")), otherwise("2"));
    assertThat(points(lead(), sum)).isEqualTo("1");
  }

  /** "Two events of one subject with the same id are one event: the first one received counts". */
  @Test
  void repeatedId_firstReceivedCounts_evenInTheFuture() {
    Judged.Lead lead =
        lead()
            .event("x", "e", "2026-11-20T10:00:00Z", "n", 1)
            .event("x", "e", "2026-11-19T10:00:00Z", "n", 2);
    assertThat(measured(lead, on("r", "e"), new Measure.Sum("n"))).isEqualTo("1");
    Judged.Lead future =
        lead().event("x", "e", "2027-01-01T00:00:00Z").event("x", "e", "2026-11-19T10:00:00Z");
    assertThat(points(future, on("r", "e").points("1"))).isEqualTo("0");
    Judged.Lead without = lead().at(NOW, NOW);
    assertThat(points(without, on("r", "e").points("1"))).isEqualTo("2");
    Judged.Lead composed = lead().event("é", "e", NOW).event("e\u0301", "e", NOW);
    assertThat(points(composed, on("r", "e").points("1"))).isEqualTo("2");
  }
}
