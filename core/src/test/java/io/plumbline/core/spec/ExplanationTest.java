package io.plumbline.core.spec;

import static io.plumbline.core.spec.Draft.all;
import static io.plumbline.core.spec.Draft.any;
import static io.plumbline.core.spec.Draft.atLeast;
import static io.plumbline.core.spec.Draft.group;
import static io.plumbline.core.spec.Draft.is;
import static io.plumbline.core.spec.Draft.lookup;
import static io.plumbline.core.spec.Draft.model;
import static io.plumbline.core.spec.Draft.never;
import static io.plumbline.core.spec.Draft.newerThan;
import static io.plumbline.core.spec.Draft.olderThan;
import static io.plumbline.core.spec.Draft.otherwise;
import static io.plumbline.core.spec.Draft.row;
import static io.plumbline.core.spec.Draft.score;
import static io.plumbline.core.spec.Draft.that;
import static io.plumbline.core.spec.Draft.unknown;
import static io.plumbline.core.spec.Draft.when;
import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Rule;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Explanation.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6 of the specification: evidence, coverage, range, next change. */
class ExplanationTest {
  private static final String NOW = "2026-11-21T10:00:00Z";

  /** "The evidence (the attribute and its value; ...": each named attribute once, in order. */
  @Test
  void evidence_ofAttributes_namesEachOnce() {
    Rule rule = when("r", any(that("b", is("x")), all(that("a", is(1)), that("b", is("y")))), "1");
    Judged judged = lead().with("a", 1).by(model(rule), NOW);
    Contribution.OfAttributes contribution = (Contribution.OfAttributes) judged.rule("r");
    assertThat(contribution.evidence().attributes())
        .extracting(Evidence.AttributeFact::attribute)
        .containsExactly("b", "a");
    assertThat(contribution.evidence().attributes().get(0).value()).isEmpty();
    assertThat(contribution.evidence().attributes().get(1).value()).hasValue(Draft.value(1));
  }

  /** "The number of events, first and last instant, up to five event ids, the latest". */
  @Test
  void evidence_ofEvents_countsAndNamesTheLatestFive() {
    Judged.Lead lead = lead();
    for (int i = 1; i <= 7; i++) {
      lead = lead.event(i == 6 ? "" : "e" + i, "e", "2026-11-0" + i + "T10:00:00Z");
    }
    Judged judged = lead.by(model(on("r", "e").points("1")), NOW);
    assertThat(judged.events("r").count()).isEqualTo(7);
    assertThat(judged.events("r").first()).hasValue(Instant.parse("2026-11-01T10:00:00Z"));
    assertThat(judged.events("r").last()).hasValue(Instant.parse("2026-11-07T10:00:00Z"));
    assertThat(judged.events("r").ids()).containsExactly("e7", "e5", "e4", "e3", "e2");
    Judged within = lead.by(model(on("r", "e").within(17).points("1")), NOW);
    assertThat(within.events("r").first()).hasValue(Instant.parse("2026-11-05T10:00:00Z"));
    assertThat(within.events("r").ids()).containsExactly("e7", "e5");
    assertThat(lead().by(model(on("r", "e").points("1")), NOW).events("r"))
        .isEqualTo(
            new Evidence.Events(
                0, Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
  }

  /** "Coverage: each weighing its largest absolute points (any row)", "half up". */
  @Test
  void coverage_weighsByTheLargestAbsolutePoints() {
    Rule size = lookup("size", "n", row("2", atLeast("1")), unknown("-4"), otherwise("1"));
    Rule buyer = when("buyer", that("b", is("x")), "-2");
    assertThat(lead().by(model(size, buyer), NOW).score().coverage()).hasToString("0");
    assertThat(lead().with("n", "?").by(model(size, buyer), NOW).score().coverage())
        .hasToString("66.667");
    assertThat(lead().with("b", "y").by(model(size, buyer), NOW).score().coverage())
        .hasToString("33.333");
    assertThat(lead().with("b", "y").with("n", 1).by(model(size, buyer), NOW).score().coverage())
        .hasToString("100");
  }

  @Test
  void coverage_halfAThousandth_roundsUp() {
    // 1 of 200 000 is 0.0005 %, half a thousandth.
    Rule known = when("known", that("k", is("x")), "1");
    Rule other = when("other", that("o", is("x")), "199999");
    assertThat(lead().with("k", "y").by(model(known, other), NOW).score().coverage())
        .hasToString("0.001");
  }

  /** "100 where these add up to 0". */
  @Test
  void coverage_withoutWeight_is100() {
    Rule nothing = when("r", that("a", is("x")), "0");
    assertThat(lead().by(model(nothing), NOW).score().coverage()).hasToString("100");
    assertThat(lead().by(model(on("r", "e").points("1")), NOW).score().coverage())
        .hasToString("100");
  }

  /** "Lookup: any row but `unknown`, and 0 where there is no `else`". */
  @Test
  void range_ofUnknownRules_spansTheirAnswers() {
    Rule open = lookup("a", "a", row("5", is("x")), row("3", is("y")), unknown("50"));
    Rule closed = lookup("b", "b", row("5", is("x")), otherwise("3"));
    Rule minus = when("c", that("c", is("x")), "-7");
    Judged judged = lead().by(model(open, closed, minus), NOW);
    assertThat(judged.points()).as("the unknown row gives what it gives").isEqualTo("50");
    assertThat(range(judged, "a")).isEqualTo("0..5");
    assertThat(range(judged, "b")).isEqualTo("3..5");
    assertThat(range(judged, "c")).isEqualTo("-7..0");
    assertThat(text(judged.dimension("s").range())).isEqualTo("-4..10");
    Judged known = lead().with("a", "y").by(model(open, closed, minus), NOW);
    assertThat(range(known, "a")).isEqualTo("3..3");
    assertThat(text(known.dimension("s").range())).isEqualTo("-1..8");
  }

  /** The range passes through limits and weights as the score does. */
  @Test
  void range_respectsLimitsAndWeights() {
    Rule up = when("up", that("a", is("x")), "30");
    Rule down = when("down", that("b", is("x")), "-30");
    Judged judged =
        lead().by(model("UTC", score("s", "-5", "", group("g", "10", "", "20", up, down))), NOW);
    assertThat(text(judged.dimension("s").range())).isEqualTo("-5..10");
  }

  private static String range(Judged judged, String rule) {
    return text(((Contribution.OfAttributes) judged.rule(rule)).range());
  }

  private static String text(Range range) {
    return range.lowest() + ".." + range.highest();
  }

  /** "The next day D' > D at whose start the points of the score would differ". */
  @ParameterizedTest
  @CsvSource({"2026-11-21, 2026-11-28 0", "2026-11-19, 2026-11-26 0", "2026-11-14, never"})
  void nextChange_ofAWindow_isTheDayItCloses(String day, String change) {
    Judged judged =
        lead().at(day + "T09:00:00Z").by(model(on("r", "e").within(7).points("2")), NOW);
    assertThat(judged.nextChange()).isEqualTo(change);
    assertThat(judged.proof().nextChange()).isEqualTo(judged.dimension("s").nextChange());
  }

  /** A decay so slow that its points differ only after days. */
  @Test
  void nextChange_ofASlowDecay_isTheFirstDayThatShows() {
    // 0.001 · w stays a thousandth until w is below 500000: on day 15 of a half life of 14.
    Judged judged =
        lead().at("2026-11-21T09:00:00Z").by(model(on("r", "e").halfLife(14).points("0.001")), NOW);
    assertThat(judged.nextChange()).isEqualTo("2026-12-06 0");
  }

  /** One curve falls, the other rises, and the limit hides both for a while. */
  @Test
  void nextChange_behindACeiling_isTheDayThatShows() {
    Rule falls = on("falls", "e").linear(10).points("10");
    Judged judged =
        lead()
            .at("2026-11-21T09:00:00Z")
            .by(model("UTC", score("s", "0", "6.5", group("g", falls))), NOW);
    assertThat(judged.nextChange()).isEqualTo("2026-11-25 6");
  }

  /** A gain that hardly fades behind a loss that does: the floor hides both for months. */
  @Test
  void nextChange_behindAFloor_isFoundMonthsAhead() {
    Rule gain = on("gain", "e").halfLife(1000).points("1");
    Rule loss = on("loss", "e").halfLife(100).points("-5");
    Judged judged =
        lead()
            .at("2026-11-21T09:00:00Z")
            .by(model("UTC", score("s", "0", "", group("g", gain, loss))), NOW);
    assertThat(judged.nextChange()).isEqualTo("2027-08-07 0.006");
  }

  /** A gain that shows for some days only, between a loss that hides it and its own end. */
  @Test
  void nextChange_thatPassesAgain_isFound() {
    Rule gain = on("gain", "e").halfLife(2).points("0.1");
    Rule loss = on("loss", "e").halfLife(1).points("-0.5");
    Judged judged =
        lead()
            .at("2026-11-21T09:00:00Z")
            .by(model("UTC", score("s", "0", "", group("g", gain, loss))), NOW);
    // On day 4: 0.025 - 0.031; on day 5: 0.018 - 0.016; from day 16 on both round to 0.
    assertThat(judged.nextChange()).isEqualTo("2026-11-26 0.002");
  }

  /** The days before 1970 are days like all others. */
  @Test
  void nextChange_acrossTheEpoch_isFound() {
    Rule rule = on("r", "e").halfLife(5).points("-10");
    Rule lift = when("lift", that("a", is("x")), "3");
    Judged judged =
        lead()
            .with("a", "x")
            .at("1969-12-24T09:00:00Z")
            .by(model("UTC", score("s", "0", "", group("g", rule, lift))), "1969-12-24T10:00:00Z");
    // 10 · 0.5^(9/5) = 2.872 on 2 January is the first below 3.
    assertThat(judged.nextChange()).isEqualTo("1970-01-02 0.128");
  }

  @Test
  void nextChange_ofRecency_isTheDayTheRowBegins() {
    Rule silent = on("r").measure(new Measure.Recency(), row("-10", atLeast("90")), never("-10"));
    Judged judged = lead().at("2026-11-20T09:00:00Z").by(model(silent), NOW);
    assertThat(judged.nextChange()).isEqualTo("2027-02-18 -10");
    assertThat(lead().by(model(silent), NOW).nextChange()).isEqualTo("never");
  }

  @Test
  void nextChange_ofDates_isTheDayTheyComeOfAge() {
    LocalDate since = LocalDate.parse("2026-11-15");
    Rule older = when("r", that("since", olderThan(30)), "5");
    assertThat(lead().with("since", since).by(model(older), NOW).nextChange())
        .isEqualTo("2026-12-16 5");
    Rule newer = lookup("r", "since", row("5", newerThan(30)), otherwise("1"));
    assertThat(lead().with("since", since).by(model(newer), NOW).nextChange())
        .isEqualTo("2026-12-15 1");
    Rule far = when("r", that("since", olderThan(36500)), "5");
    assertThat(lead().with("since", "9999-12-31").by(model(far), NOW).nextChange())
        .isEqualTo("+10099-12-07 5");
  }

  /** "With the facts that exist at the as-of": an event received for tomorrow is not among them. */
  @Test
  void nextChange_eventsToCome_areNotSeen() {
    Judged judged = lead().at("2026-11-22T09:00:00Z").by(model(on("r", "e").points("1")), NOW);
    assertThat(judged.nextChange()).isEqualTo("never");
  }
}
