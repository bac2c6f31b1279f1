package io.plumbline.core.spec;

import static io.plumbline.core.spec.Draft.graded;
import static io.plumbline.core.spec.Draft.group;
import static io.plumbline.core.spec.Draft.is;
import static io.plumbline.core.spec.Draft.isNot;
import static io.plumbline.core.spec.Draft.score;
import static io.plumbline.core.spec.Draft.that;
import static io.plumbline.core.spec.Draft.when;
import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 5 of the specification: total, cell, band, qualifiers and disqualifiers. */
class OutcomeTest {
  private static final String NOW = "2026-11-21T10:00:00Z";

  private static final Dimension FIT =
      graded(
          score("fit", "0", "60", group("f", when("title", that("title", is("cto")), "20"))),
          "A",
          "30%",
          "B",
          "0%");
  private static final Dimension ENGAGEMENT =
      graded(
          score("engagement", "0", "30", group("e", on("visits", "e").points("1"))),
          "1",
          "10",
          "2",
          "0");

  private static Judged.Lead visitor(int visits) {
    Judged.Lead lead = lead();
    for (int i = 0; i < visits; i++) {
      lead = lead.at("2026-11-20T10:00:00Z");
    }
    return lead;
  }

  /** "Without `total`, a model with one score has that score as total; with several ... none." */
  @Test
  void total_notDefined_isTheOnlyScore() {
    Judged one = visitor(7).by(ModelDraft.of(ENGAGEMENT).done(), NOW);
    assertThat(one.total()).isEqualTo("7");
    assertThat(one.proof().totalParts()).hasSize(1);
    Judged two = visitor(7).by(ModelDraft.of(FIT, ENGAGEMENT).done(), NOW);
    assertThat(two.score().total()).isEmpty();
    assertThat(two.proof().totalParts()).isEmpty();
  }

  /** "`sum`: the scores added. `weights`: the sum of mulDiv(weight, score, max of that score)." */
  @Test
  void total_sumAndWeights() {
    Judged.Lead lead = visitor(7).with("title", "CTO");
    ModelDraft both = ModelDraft.of(FIT, ENGAGEMENT);
    assertThat(lead.by(both.sum("engagement", "fit").done(), NOW).total()).isEqualTo("27");
    assertThat(lead.by(both.sum("fit").done(), NOW).total()).isEqualTo("20");
    // 40 · 20 / 60 = 13.333 and 60 · 7 / 30 = 14.
    Judged weighted = lead.by(both.weights("fit", "40", "engagement", "60").done(), NOW);
    assertThat(weighted.total()).isEqualTo("27.333");
    assertThat(weighted.proof().totalParts())
        .extracting(part -> part.score() + " " + part.points())
        .containsExactly("fit 13.333", "engagement 14");
  }

  /** "Cell: row grade followed by column grade." "Band: the first band that holds." */
  @ParameterizedTest
  @CsvSource({"10, CTO, A1, hot", "9, CTO, A2, warm", "10, clerk, B1, cold", "0, clerk, B2, cold"})
  void cell_ofBothGrades_namesTheBand(int visits, String title, String cell, String band) {
    Judged judged =
        visitor(visits)
            .with("title", title)
            .by(
                ModelDraft.of(FIT, ENGAGEMENT)
                    .matrix("fit", "engagement")
                    .bandOfCells("hot", "A1")
                    .bandOfCells("warm", "A1", "A2")
                    .lastBand("cold")
                    .done(),
                NOW);
    assertThat(judged.score().cell()).isEqualTo(cell);
    assertThat(judged.score().band()).isEqualTo(band);
  }

  @ParameterizedTest
  @CsvSource({"20, hot", "19, warm", "5, warm", "4, cold", "0, cold"})
  void band_byTotal_isTheFirstThatHolds(int visits, String band) {
    assertThat(visitor(visits).by(bands().done(), NOW).score().band()).isEqualTo(band);
  }

  private static ModelDraft bands() {
    return ModelDraft.of(ENGAGEMENT).band("hot", "20").band("warm", "5").lastBand("cold");
  }

  /** "Raised to the band named by the first entry that holds, if that stands higher." */
  @Test
  void qualify_higherBand_raises() {
    ModelDraft model = bands().qualify("hand", "hot", that("demo", is(true)));
    Judged raised = visitor(0).with("demo", true).by(model.done(), NOW);
    assertThat(raised.score().band()).isEqualTo("hot");
    assertThat(raised.score().qualifiedBy()).isEqualTo("hand");
    assertThat(raised.total()).isEqualTo("0");
  }

  /** "`qualified_by` names the first entry that holds, whether or not it changed the band." */
  @Test
  void qualify_lowerBand_namesItselfAndChangesNothing() {
    ModelDraft model =
        bands()
            .qualify("low", "warm", that("demo", is(true)))
            .qualify("high", "hot", that("demo", is(true)));
    Judged hot = visitor(25).with("demo", true).by(model.done(), NOW);
    assertThat(hot.score().band()).isEqualTo("hot");
    assertThat(hot.score().qualifiedBy()).isEqualTo("low");
    Judged cold = visitor(0).with("demo", true).by(model.done(), NOW);
    assertThat(cold.score().band()).as("later entries do not count").isEqualTo("warm");
  }

  /** "An entry of `qualify` or `disqualify` that is unknown does not hold." */
  @Test
  void entry_unknown_doesNotHold() {
    ModelDraft model =
        bands()
            .qualify("hand", "hot", that("demo", isNot(true)))
            .disqualify("rival", that("domain", isNot("ours.example")));
    Judged judged = visitor(0).by(model.done(), NOW);
    assertThat(judged.score().band()).isEqualTo("cold");
    assertThat(judged.score().qualifiedBy()).isEmpty();
    assertThat(judged.score().disqualifiedBy()).isEmpty();
  }

  /** "`event` with `where` and `within`, or both (then both must hold)". */
  @Test
  void entry_eventAndCondition_mustBothHold() {
    EventDraft form = on("", "form").where(that("form", is("demo"))).within(30);
    ModelDraft byEvent = bands().qualify("form", "hot", form);
    ModelDraft byBoth = bands().qualify("form", "hot", that("country", is("RO")), form);
    Judged.Lead recent = lead().event("", "form", "2026-10-23T00:00:00Z", "form", "Demo");
    Judged.Lead old = lead().event("", "form", "2026-10-22T23:59:59Z", "form", "Demo");
    assertThat(recent.by(byEvent.done(), NOW).score().band()).isEqualTo("hot");
    assertThat(old.by(byEvent.done(), NOW).score().band()).isEqualTo("cold");
    assertThat(recent.by(byBoth.done(), NOW).score().band()).isEqualTo("cold");
    assertThat(recent.with("country", "ro").by(byBoth.done(), NOW).score().band()).isEqualTo("hot");
    assertThat(old.with("country", "ro").by(byBoth.done(), NOW).score().band()).isEqualTo("cold");
  }

  /** "Replaced by `disqualified` if a `disqualify` entry holds. Points are always computed". */
  @Test
  void disqualify_winsOverEverything_andKeepsThePoints() {
    ModelDraft model =
        bands()
            .qualify("hand", "hot", that("demo", is(true)))
            .disqualify("rival", that("domain", is("rival.example")))
            .disqualify("never-call", that("demo", is(true)));
    Judged judged = visitor(9).with("demo", "true").by(model.done(), NOW);
    assertThat(judged.score().band()).isEqualTo("disqualified");
    assertThat(judged.score().qualifiedBy()).isEqualTo("hand");
    assertThat(judged.score().disqualifiedBy()).isEqualTo("never-call");
    assertThat(judged.total()).isEqualTo("9");
  }

  /** A model without bands can still disqualify. */
  @Test
  void disqualify_withoutBands_givesTheBand() {
    ModelDraft model = ModelDraft.of(ENGAGEMENT).disqualify("rival", that("a", is("x")));
    assertThat(lead().by(model.done(), NOW).score().band()).isEmpty();
    assertThat(lead().with("a", "x").by(model.done(), NOW).score().band())
        .isEqualTo("disqualified");
  }
}
