package io.plumbline.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Grade.Threshold.OfMaximum;
import io.plumbline.core.model.Grade.Threshold.OfPoints;
import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Table.Row;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no model can say, for models made in code, which no reader has looked at. */
final class ModelCheckTest {
  private static final Condition HAS_A =
      new Condition.Attribute("a", test(new Operator.Exists(true)));
  private static final Signal PAGE_VIEW = new Signal(List.of("page_view"), Condition.ALWAYS, 0);

  @Test
  void validModel_checked_hasNoError() {
    assertThat(errors(ifRule("r", points(5)))).isEmpty();
  }

  @Test
  void spellings_checked_areErrors() {
    assertThat(errors(ifRule("Not an id", points(1)))).containsExactly("bad-id " + rule(0) + "/id");
    assertThat(errors(ifRule("-a", points(1)))).hasSize(1);
    assertThat(errors(ifRule("a".repeat(64), points(1)))).hasSize(1);
    assertThat(errors(ifRule("a".repeat(63), points(1)))).isEmpty();
    assertThat(codes(model("M", score("s", group("g", ifRule("r", points(1)))))))
        .containsExactly("bad-id");
    for (String name : List.of("", "9a", "a b", "_a", "-a", "a".repeat(64), "a.b")) {
      assertThat(codes(model("m", score(name, group(name, ifRule("r", points(1)))))))
          .containsExactly("bad-name", "bad-name");
    }
    for (String name : List.of("été", "适合度", "a_1-", "a٣", "𝒜b", "a".repeat(63))) {
      assertThat(codes(model("m", score(name, group(name, ifRule("r", points(1)))))))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void repeatedIds_checked_areErrorsAtTheSecond() {
    assertThat(errors(ifRule("r", points(1)), ifRule("q", points(1)), ifRule("r", points(2))))
        .containsExactly("repeated-id " + rule(2) + "/id");
  }

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
      assertThat(testErrors(new Operator.Is(new Literal.Number(endless))))
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

  @Test
  void minAboveMax_checked_isAnError() {
    Rule rule = ifRule("r", points(5));
    assertThat(codes(model("m", limited(6, Optional.empty(), group("g", rule)))))
        .as("the maximum is the sum of the groups' maxima")
        .containsExactly("min-above-max");
    assertThat(codes(model("m", limited(5, Optional.empty(), group("g", rule))))).isEmpty();
    assertThat(codes(model("m", limited(0, Optional.of(points(-1)), group("g", rule)))))
        .containsExactly("min-above-max");
    Group group =
        new Group(
            "g",
            Caption.NONE,
            Optional.empty(),
            Optional.of(points(3)),
            Optional.of(points(2)),
            List.of(rule));
    assertThat(codes(model("m", score("s", group)))).containsExactly("min-above-max");
  }

  @Test
  void weightOfAGroup_checked_needsALargestSum() {
    Rule unbounded = perEvent(points(1), Optional.empty(), 0, Decay.NONE);
    assertThat(weightErrors(10, unbounded)).containsExactly("weight-without-largest-sum");
    assertThat(weightErrors(10, ifRule("r", points(-5))))
        .containsExactly("weight-without-largest-sum");
    assertThat(weightErrors(0, ifRule("r", points(5)))).containsExactly("out-of-bounds");
    assertThat(weightErrors(10, ifRule("r", points(5)))).isEmpty();
    assertThat(weightErrors(10, ifRule("r", new Points(Long.MAX_VALUE)), ifRule("q", points(5))))
        .as("what would follow from a broken rule is not said")
        .containsExactly("out-of-bounds");
  }

  @Test
  void grades_checked_fallToTheFloor() {
    assertThat(gradeErrors(max("A", 60), points("B", 3), max("C", 0)))
        .as("60% of 5 is 3")
        .containsExactly("rising-threshold");
    assertThat(gradeErrors(max("A", 60.001), points("B", 3), max("C", 0))).isEmpty();
    assertThat(gradeErrors(points("A", 3), points("B", 0.001)))
        .containsExactly("last-threshold-above-floor");
    assertThat(gradeErrors(points("A", 3), points("B", -7))).isEmpty();
    assertThat(gradeErrors(max("A", 100.001), points("B", 0))).containsExactly("out-of-bounds");
    assertThat(gradeErrors(points("A", 3), points("A", 0))).containsExactly("repeated-name");
    assertThat(gradeErrors(points("A b", 3), points("1", 1), points("-2.5", 0)))
        .containsExactly("bad-name");
  }

  @Test
  void grades_checked_needAFloorAndForPercentagesAMaximum() {
    List<Grade> grades = List.of(max("A", 50), points("B", 0));
    Group unbounded = group("g", perEvent(points(1), Optional.empty(), 0, Decay.NONE));
    assertThat(codes(model("m", graded(Optional.of(Points.ZERO), unbounded, grades))))
        .containsExactly("percent-without-maximum");
    Group negative = group("g", ifRule("r", points(-1)));
    assertThat(codes(model("m", graded(Optional.of(Points.ZERO), negative, grades))))
        .containsExactly("percent-without-maximum");
    Group fine = group("g", ifRule("r", points(1)));
    assertThat(codes(model("m", graded(Optional.empty(), fine, grades))))
        .containsExactly("grades-without-floor");
  }

  private static List<String> gradeErrors(Grade... grades) {
    Group group = group("g", ifRule("r", points(5)));
    return codes(model("m", graded(Optional.of(Points.ZERO), group, List.of(grades))));
  }

  private static List<String> weightErrors(int weight, Rule... rules) {
    Group group =
        new Group(
            "g",
            Caption.NONE,
            Optional.of(points(weight)),
            Optional.empty(),
            Optional.empty(),
            List.of(rules));
    return codes(model("m", score("s", group)));
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

  /** The errors, as code and path, of a model with these rules. */
  private static List<String> errors(Rule... rules) {
    return ModelCheck.errors(model("m", score("s", group("g", rules)))).stream()
        .map(it -> it.code() + " " + it.path())
        .toList();
  }

  private static List<String> codes(ScoringModel model) {
    return ModelCheck.errors(model).stream().map(Issue::code).toList();
  }

  private static String rule(int index) {
    return "/scores/s/groups/g/rules/" + index;
  }

  private static ScoringModel model(String id, Dimension... scores) {
    return new ScoringModel(
        id,
        Caption.NONE,
        ZoneOffset.UTC,
        SubjectKind.LEAD,
        List.of(scores),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Dimension score(String name, Group... groups) {
    return new Dimension(
        name,
        Caption.NONE,
        Optional.of(Points.ZERO),
        Optional.empty(),
        List.of(groups),
        Collections.emptyList());
  }

  private static Dimension limited(int min, Optional<Points> max, Group group) {
    return new Dimension(
        "s", Caption.NONE, Optional.of(points(min)), max, List.of(group), List.of());
  }

  private static Dimension graded(Optional<Points> min, Group group, List<Grade> grades) {
    return new Dimension("s", Caption.NONE, min, Optional.empty(), List.of(group), grades);
  }

  private static Group group(String name, Rule... rules) {
    return new Group(
        name, Caption.NONE, Optional.empty(), Optional.empty(), Optional.empty(), List.of(rules));
  }

  private static Rule ifRule(String id, Points points) {
    return new Rule.If(id, Caption.NONE, HAS_A, points);
  }

  private static Rule perEvent(Points points, Optional<Points> cap, int within, Decay decay) {
    return new Rule.PerEvent("r", Caption.NONE, PAGE_VIEW, within, points, cap, decay);
  }

  private static Row otherwise() {
    return new Row.Otherwise(points(1));
  }

  private static Grade max(String label, double percent) {
    return new Grade(label, new OfMaximum(Points.of(BigDecimal.valueOf(percent)).orElseThrow()));
  }

  private static Grade points(String label, double points) {
    return new Grade(label, new OfPoints(Points.of(BigDecimal.valueOf(points)).orElseThrow()));
  }

  private static Points points(long whole) {
    return Points.of(whole);
  }

  private static io.plumbline.core.model.Test test(Operator operator) {
    return io.plumbline.core.model.Test.of(operator);
  }
}
