package io.plumbline.core.model;

import static io.plumbline.core.model.SmallModels.codes;
import static io.plumbline.core.model.SmallModels.errors;
import static io.plumbline.core.model.SmallModels.graded;
import static io.plumbline.core.model.SmallModels.group;
import static io.plumbline.core.model.SmallModels.ifRule;
import static io.plumbline.core.model.SmallModels.limited;
import static io.plumbline.core.model.SmallModels.max;
import static io.plumbline.core.model.SmallModels.model;
import static io.plumbline.core.model.SmallModels.perEvent;
import static io.plumbline.core.model.SmallModels.points;
import static io.plumbline.core.model.SmallModels.rule;
import static io.plumbline.core.model.SmallModels.score;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no model can say, for models made in code, which no reader has looked at. */
final class ModelCheckTest {

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
}
