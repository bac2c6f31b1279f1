package io.plumbline.core.spec;

import static io.plumbline.core.score.Contribution.Answer.NO;
import static io.plumbline.core.score.Contribution.Answer.UNKNOWN;
import static io.plumbline.core.score.Contribution.Answer.YES;
import static io.plumbline.core.spec.Draft.atLeast;
import static io.plumbline.core.spec.Draft.graded;
import static io.plumbline.core.spec.Draft.group;
import static io.plumbline.core.spec.Draft.is;
import static io.plumbline.core.spec.Draft.isNot;
import static io.plumbline.core.spec.Draft.lookup;
import static io.plumbline.core.spec.Draft.matches;
import static io.plumbline.core.spec.Draft.model;
import static io.plumbline.core.spec.Draft.otherwise;
import static io.plumbline.core.spec.Draft.row;
import static io.plumbline.core.spec.Draft.score;
import static io.plumbline.core.spec.Draft.that;
import static io.plumbline.core.spec.Draft.unknown;
import static io.plumbline.core.spec.Draft.when;
import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 5 of the specification: attribute rules, groups, scores, grades. */
class ScoresTest {
  private static final String NOW = "2026-11-21T10:00:00Z";

  /** A rule that gives what the attribute {@code n} says, from -100 to 100. */
  private static Rule give(String id, String attribute, String points) {
    return when(id, that(attribute, is("x")), points);
  }

  private static Judged judge(Judged.Lead lead, Dimension... scores) {
    return lead.by(model("UTC", scores), NOW);
  }

  /** "`if` gives `points` on yes, else 0." */
  @Test
  void if_yesNoUnknown_givesPointsOrNothing() {
    Rule rule = when("r", that("a", is("x")), "-2.5");
    Judged yes = lead().with("a", "x").by(model(rule), NOW);
    assertThat(yes.points()).isEqualTo("-2.5");
    assertThat(yes.answer("r")).isEqualTo(YES);
    Judged no = lead().with("a", "y").by(model(rule), NOW);
    assertThat(no.points()).isEqualTo("0");
    assertThat(no.answer("r")).isEqualTo(NO);
    Judged unknown = lead().by(model(rule), NOW);
    assertThat(unknown.points()).isEqualTo("0");
    assertThat(unknown.answer("r")).isEqualTo(UNKNOWN);
  }

  /** "`lookup` gives the points of the first row that holds ..., 0 if none." */
  @ParameterizedTest
  @CsvSource({
    "Chief of staff, 10, YES",
    "Co-founder and director, 10, YES",
    "Sales director, 7, YES",
    "Clerk, 1, YES"
  })
  void lookup_titles_giveTheFirstRowThatHolds(String title, String points, String answer) {
    Rule seniority =
        lookup(
            "r",
            "title",
            row("10", matches("chief *", "c?o", "*founder*")),
            row("7", matches("*director*")),
            otherwise("1"));
    Judged judged = lead().with("title", title).by(model(seniority), NOW);
    assertThat(judged.points()).isEqualTo(points);
    assertThat(judged.answer("r")).hasToString(answer);
  }

  /** "A row whose answer is unknown does not hold." Known all the same, says reading (4). */
  @Test
  void lookup_wrongType_passesRowsAndIsKnown() {
    Rule size = lookup("r", "n", row("20", atLeast("1000")), unknown("2"));
    Judged wrong = lead().with("n", "many").by(model(size), NOW);
    assertThat(wrong.points()).isEqualTo("0");
    assertThat(wrong.answer("r")).isEqualTo(NO);
    Rule negated = lookup("r", "n", row("20", isNot(5)), otherwise("1"));
    assertThat(lead().with("n", "many").by(model(negated), NOW).points()).isEqualTo("1");
  }

  /** "For an unknown attribute no row but `unknown` is asked". */
  @Test
  void lookup_unknownAttribute_asksOnlyTheUnknownRow() {
    Rule with = lookup("r", "n", row("20", atLeast("1")), unknown("2"), otherwise("5"));
    Judged judged = lead().by(model(with), NOW);
    assertThat(judged.points()).isEqualTo("2");
    assertThat(judged.answer("r")).isEqualTo(UNKNOWN);
    Rule without = lookup("r", "n", row("20", atLeast("1")), otherwise("5"));
    assertThat(lead().by(model(without), NOW).points()).isEqualTo("0");
  }

  /** "The sum of its rules; then at most `max`, at least `min` where given." */
  @Test
  void group_limits_holdTheSum() {
    Rule[] rules = {give("up", "a", "30"), give("down", "b", "-50")};
    Dimension score = score("s", "none", "", group("g", "", "-10", "20", rules));
    Judged both = judge(lead().with("a", "x").with("b", "x"), score);
    assertThat(both.group("g").sum()).hasToString("-20");
    assertThat(both.group("g").limited()).hasToString("-10");
    assertThat(both.points()).isEqualTo("-10");
    assertThat(judge(lead().with("a", "x"), score).points()).isEqualTo("20");
  }

  /** "With `weight: W` the group is worth mulDiv(W, limited sum, P)", P "its `max`, or ...". */
  @Test
  void group_weight_scalesByTheLargestSum() {
    Rule seniority = lookup("title", "title", row("10", is("cto")), otherwise("1"));
    Rule buyer = give("buyer", "buyer", "5");
    Rule minus = give("minus", "minus", "-8");
    Dimension score = score("s", "none", "", group("g", "40", "", "", seniority, buyer, minus));
    // P is 10 + 5 + 0: the negative rule counts 0.
    assertThat(judge(lead().with("title", "cto").with("buyer", "x"), score).points())
        .isEqualTo("40");
    assertThat(judge(lead().with("title", "cto"), score).points()).isEqualTo("26.667");
    assertThat(judge(lead().with("title", "vp").with("minus", "x"), score).points())
        .isEqualTo("-18.667");
    assertThat(judge(lead(), score).dimension("s").max()).map(Object::toString).hasValue("40");
    Dimension capped = score("s", "none", "", group("g", "40", "", "8", seniority, buyer));
    assertThat(judge(lead().with("buyer", "x"), capped).points()).isEqualTo("25");
  }

  /** "`tiers`: all positive tiers; `points` per event: its `cap`, without one unbounded". */
  @Test
  void group_weight_countsTiersAndCaps() {
    Rule tiers = on("t", "e").tiers(1, "3", 2, "-5", 3, "4");
    Rule capped = on("p", "e").points("2", "13");
    Rule losing = on("l", "e").points("-1");
    Dimension score = score("s", "none", "", group("g", "100", "", "", tiers, capped, losing));
    // P is 3 + 4 + 13 + 0 = 20; one event gives 3 + 2 - 1 = 4.
    assertThat(judge(lead().at("2026-11-21T09:00:00Z"), score).points()).isEqualTo("20");
    Group unbounded = group("g", "10", "", "", on("p", "e").points("2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCompiler.compile(model("UTC", score("s", "0", "", unbounded))));
    Group nothing = group("g", "10", "", "", give("minus", "a", "-1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCompiler.compile(model("UTC", score("s", "0", "", nothing))));
  }

  /** "The sum of its groups, at least `min` (0), at most `max`." */
  @Test
  void score_floorAndCeiling_holdTheSum() {
    Group[] groups = {group("g", give("up", "a", "30")), group("h", give("down", "b", "-50"))};
    Dimension floored = score("s", "0", "25", groups);
    assertThat(judge(lead().with("b", "x"), floored).points()).isEqualTo("0");
    assertThat(judge(lead().with("a", "x"), floored).points()).isEqualTo("25");
    assertThat(judge(lead().with("a", "x"), floored).dimension("s").sum()).hasToString("30");
    Dimension free = score("s", "none", "", groups);
    assertThat(judge(lead().with("b", "x"), free).points()).isEqualTo("-50");
  }

  /** "max: default: the sum of the maxima of its groups, where all are finite": a ceiling too. */
  @Test
  void score_withoutMax_isHeldByTheSumOfTheMaxima() {
    Dimension lifted = score("s", "0", "", group("g", "", "50", "", give("r", "a", "10")));
    Judged judged = judge(lead(), lifted);
    assertThat(judged.dimension("s").sum()).hasToString("50");
    assertThat(judged.points()).isEqualTo("10");
    Dimension unbounded = score("s", "0", "", group("g", on("r", "e").points("2")));
    assertThat(judge(lead().at("2026-11-21T09:00:00Z"), unbounded).dimension("s").max()).isEmpty();
  }

  /** "The score reaches p % where score · 100 ≥ p · max, exactly." */
  @ParameterizedTest
  @CsvSource({"33.333, C", "33.334, B", "66.667, A", "66.666, B", "0, D"})
  void grade_percentOfAnOddMaximum_isExact(String points, String grade) {
    // 33.3333... of 100 cannot be written: 33.334 % of 100 is the next thousandth above a third.
    Dimension score =
        graded(
            score("s", "0", "100", group("g", give("r", "a", points.equals("0") ? "1" : points))),
            "A",
            "66.667%",
            "B",
            "33.334%",
            "C",
            "1",
            "D",
            "0%");
    Judged.Lead lead = points.equals("0") ? lead() : lead().with("a", "x");
    assertThat(judge(lead, score).score().scores().get(0).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 50, C",
    "0.002, 50, B",
    "0.003, 50, B",
    "0.001, 33.333, B",
    "0.001, 33.334, C"
  })
  void grade_percentThatIsNoWholeThousandth_needsTheNextOne(
      String points, String percent, String grade) {
    Dimension score =
        graded(
            score("s", "0", "0.003", group("g", give("r", "a", points))),
            "B",
            percent + "%",
            "C",
            "0");
    assertThat(judge(lead().with("a", "x"), score).score().scores().get(0).grade())
        .isEqualTo(grade);
  }

  /** "A score is at least `min`"; the last threshold is at most the floor. */
  @Test
  void grade_lowestLabel_isTheFloors() {
    Dimension score =
        graded(
            score("s", "-10", "", group("g", give("down", "b", "-50"), give("up", "a", "5"))),
            "1",
            "5",
            "2",
            "-10");
    assertThat(judge(lead().with("b", "x"), score).score().scores())
        .extracting(s -> s.points() + s.grade())
        .isEqualTo(List.of("-102"));
    assertThat(judge(lead().with("a", "x"), score).score().scores().get(0).grade()).isEqualTo("1");
  }
}
