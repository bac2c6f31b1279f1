package io.plumbline.core.model;

import static io.plumbline.core.model.SmallModels.HAS_A;
import static io.plumbline.core.model.SmallModels.PAGE_VIEW;
import static io.plumbline.core.model.SmallModels.codes;
import static io.plumbline.core.model.SmallModels.errors;
import static io.plumbline.core.model.SmallModels.group;
import static io.plumbline.core.model.SmallModels.ifRule;
import static io.plumbline.core.model.SmallModels.model;
import static io.plumbline.core.model.SmallModels.otherwise;
import static io.plumbline.core.model.SmallModels.perEvent;
import static io.plumbline.core.model.SmallModels.points;
import static io.plumbline.core.model.SmallModels.rule;
import static io.plumbline.core.model.SmallModels.score;
import static io.plumbline.core.model.SmallModels.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Table.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no rule can say, for rules made in code. */
final class RuleCheckTest {

  @Test
  void numbersOutOfBounds_checked_areErrors() {
    Points over = new Points(1_000_000_001L);
    assertThat(errors(ifRule("r", over))).containsExactly("out-of-bounds " + rule(0) + "/points");
    assertThat(errors(ifRule("r", points(1_000_000)))).isEmpty();
    assertThat(errors(perEvent(points(1), Optional.of(points(-1)), 0, Decay.NONE)))
        .containsExactly("out-of-bounds " + rule(0) + "/cap");
    assertThat(errors(perEvent(points(1), Optional.of(points(0)), 0, Decay.NONE))).isEmpty();
    assertThat(errors(perEvent(new Points(Long.MIN_VALUE), Optional.empty(), 0, Decay.NONE)))
        .hasSize(1);
  }

  @Test
  void spans_checked_lieWithinACentury() {
    for (int days : List.of(-1, 36_501)) {
      assertThat(errors(perEvent(points(1), Optional.empty(), days, Decay.NONE)))
          .containsExactly("out-of-bounds " + rule(0) + "/within");
    }
    for (int days : List.of(0, -1, 36_501)) {
      assertThat(errors(perEvent(points(1), Optional.empty(), 0, new Decay.HalfLife(days))))
          .containsExactly("out-of-bounds " + rule(0) + "/decay/half_life");
      assertThat(errors(perEvent(points(1), Optional.empty(), 0, new Decay.Linear(days))))
          .containsExactly("out-of-bounds " + rule(0) + "/decay/linear");
    }
    assertThat(errors(perEvent(points(1), Optional.empty(), 36_500, new Decay.Linear(1))))
        .isEmpty();
  }

  @Test
  void stepsOfDecay_checked_riseFromPercentageToPercentage() {
    assertThat(decayErrors()).containsExactly("empty /decay/steps");
    assertThat(decayErrors(new Decay.Step(30, points(50)), new Decay.Step(30, points(0))))
        .containsExactly("falling-bound /decay/steps/30d");
    assertThat(decayErrors(new Decay.Step(0, points(50))))
        .containsExactly("bad-span /decay/steps/0d");
    assertThat(decayErrors(new Decay.Step(1, points(101))))
        .containsExactly("out-of-bounds /decay/steps/1d");
    assertThat(decayErrors(new Decay.Step(1, points(10)), new Decay.Step(2, points(100))))
        .isEmpty();
  }

  @Test
  void tiers_checked_riseFromOne() {
    assertThat(tierErrors()).containsExactly("empty /tiers");
    assertThat(tierErrors(0)).containsExactly("falling-count /tiers/0");
    assertThat(tierErrors(1, 3, 2)).containsExactly("falling-count /tiers/2");
    assertThat(tierErrors(1, 3, 3)).containsExactly("falling-count /tiers/3");
    assertThat(tierErrors(1, 2, 1_000_000_000)).isEmpty();
  }

  @Test
  void emptyParts_checked_areErrors() {
    assertThat(codes(model("m"))).containsExactly("empty");
    assertThat(codes(model("m", score("s")))).containsExactly("empty");
    assertThat(codes(model("m", score("s", group("g"))))).containsExactly("empty");
    assertThat(rowErrors()).containsExactly("empty /table");
    assertThat(conditionErrors(Condition.ALWAYS)).containsExactly("empty");
    assertThat(conditionErrors(new Condition.Any(List.of()))).containsExactly("empty");
    assertThat(conditionErrors(new Condition.Not(Condition.ALWAYS))).containsExactly("empty");
    assertThat(testErrors(new Operator.In(List.of()))).containsExactly("empty");
    assertThat(testErrors(new Operator.TextMatch(TextKind.CONTAINS, List.of())))
        .containsExactly("empty");
  }

  @Test
  void literals_checked_areNeitherBlankNorEndless() {
    Literal blank = new Literal.Text(" \u3000 ");
    assertThat(testErrors(new Operator.Is(blank))).containsExactly("blank");
    assertThat(testErrors(new Operator.NotIn(List.of(new Literal.Bool(true), blank))))
        .containsExactly("blank");
    assertThat(testErrors(new Operator.TextMatch(TextKind.MATCHES, List.of("*", ""))))
        .containsExactly("blank");
    for (BigDecimal endless : List.of(new BigDecimal("1e1000"), new BigDecimal("1e-1000"))) {
      assertThat(testErrors(new Operator.Is(new Literal.Decimal(endless))))
          .containsExactly("out-of-bounds");
      assertThat(testErrors(new Operator.Compare(Comparison.AT_LEAST, endless)))
          .containsExactly("out-of-bounds");
    }
    assertThat(testErrors(new Operator.OlderThan(0))).containsExactly("out-of-bounds");
    assertThat(testErrors(new Operator.NewerThan(36_501))).containsExactly("out-of-bounds");
  }

  @Test
  void attributeNames_checked_areNeitherBlankNorTaken() {
    for (String name : List.of("all", "any", "not")) {
      assertThat(conditionErrors(new Condition.Attribute(name, test(new Operator.Exists(true)))))
          .containsExactly("taken-attribute");
      assertThat(errors(new Rule.Lookup("r", Caption.NONE, name, new Table(List.of(otherwise())))))
          .containsExactly("taken-attribute " + rule(0) + "/lookup");
    }
    assertThat(conditionErrors(new Condition.Attribute(" ", test(new Operator.Exists(true)))))
        .containsExactly("blank");
  }

  @Test
  void conditionsWithoutEnd_checked_areErrors() {
    Condition deep = HAS_A;
    for (int i = 0; i < 100_000; i++) {
      deep = new Condition.Not(deep);
    }
    assertThat(conditionErrors(deep)).containsExactly("too-deep");
  }

  @Test
  void rows_checked_standBeforeElseAndWhereTheyBelong() {
    Row when = new Row.When(test(new Operator.Is(new Literal.Bool(true))), points(1));
    assertThat(rowErrors(otherwise(), when)).containsExactly("row-after-else /table/1");
    assertThat(rowErrors(otherwise(), otherwise())).containsExactly("repeated-row /table/1");
    assertThat(rowErrors(new Row.Unknown(points(1)), when, otherwise())).isEmpty();
    assertThat(rowErrors(otherwise(), new Row.Unknown(points(1)))).isEmpty();
    assertThat(rowErrors(new Row.Never(points(1)))).containsExactly("misplaced-key /table/0/never");
    assertThat(rowErrors(new Row.When(test(new Operator.Exists(true)), points(1))))
        .containsExactly("misplaced-key /table/0");
    assertThat(measureErrors(new Measure.Days(), new Row.Never(points(1)))).hasSize(1);
    assertThat(measureErrors(new Measure.Recency(), new Row.Never(points(1)))).isEmpty();
    assertThat(measureErrors(new Measure.Recency(), new Row.Unknown(points(1)))).hasSize(1);
    assertThat(
            measureErrors(
                new Measure.Count(), new Row.When(test(new Operator.OlderThan(5)), points(1))))
        .containsExactly("misplaced-key");
    assertThat(measureErrors(new Measure.Sum(" "), otherwise())).containsExactly("blank");
  }

  @Test
  void eventTypes_checked_areNeitherBlankNorStars() {
    for (String type : List.of(" ", "*")) {
      Signal signal = new Signal(List.of("a", type), Condition.ALWAYS, 0);
      assertThat(
              errors(
                  new Rule.PerEvent(
                      "r", Caption.NONE, signal, 0, points(1), Optional.empty(), Decay.NONE)))
          .hasSize(1);
    }
  }

  private static List<String> decayErrors(Decay.Step... steps) {
    Decay decay = new Decay.Steps(List.of(steps));
    return ofRule(errors(perEvent(points(1), Optional.empty(), 0, decay)));
  }

  private static List<String> tierErrors(long... counts) {
    List<Rule.Tier> tiers = new ArrayList<>();
    for (long count : counts) {
      tiers.add(new Rule.Tier(count, points(1)));
    }
    return ofRule(errors(new Rule.Tiers("r", Caption.NONE, PAGE_VIEW, 0, tiers, Decay.NONE)));
  }

  private static List<String> rowErrors(Row... rows) {
    return ofRule(errors(new Rule.Lookup("r", Caption.NONE, "a", new Table(List.of(rows)))));
  }

  private static List<String> measureErrors(Measure measure, Row row) {
    return errors(
            new Rule.Measured(
                "r", Caption.NONE, PAGE_VIEW, 0, measure, new Table(List.of(row)), Decay.NONE))
        .stream()
        .map(it -> it.substring(0, it.indexOf(' ')))
        .toList();
  }

  private static List<String> testErrors(Operator operator) {
    return conditionErrors(new Condition.Attribute("a", test(operator)));
  }

  private static List<String> conditionErrors(Condition condition) {
    return codes(
        model("m", score("s", group("g", new Rule.If("r", Caption.NONE, condition, points(1))))));
  }

  private static List<String> ofRule(List<String> errors) {
    return errors.stream().map(it -> it.replace(rule(0), "")).toList();
  }
}
