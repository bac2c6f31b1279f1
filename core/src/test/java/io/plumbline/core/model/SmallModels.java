package io.plumbline.core.model;

import io.plumbline.core.model.Grade.Threshold.OfMaximum;
import io.plumbline.core.model.Grade.Threshold.OfPoints;
import io.plumbline.core.model.Table.Row;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Small models made in code, and their errors. */
final class SmallModels {
  static final Condition HAS_A = new Condition.Attribute("a", test(new Operator.Exists(true)));
  static final Signal PAGE_VIEW = new Signal(List.of("page_view"), Condition.ALWAYS, 0);

  private SmallModels() {}

  /** The errors, as code and path, of a model with these rules. */
  static List<String> errors(Rule... rules) {
    return ModelCheck.errors(model("m", score("s", group("g", rules)))).stream()
        .map(it -> it.code() + " " + it.path())
        .toList();
  }

  static List<String> codes(ScoringModel model) {
    return ModelCheck.errors(model).stream().map(Issue::code).toList();
  }

  static String rule(int index) {
    return "/scores/s/groups/g/rules/" + index;
  }

  static ScoringModel model(String id, Dimension... scores) {
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

  static Dimension score(String name, Group... groups) {
    return new Dimension(
        name,
        Caption.NONE,
        Optional.of(Points.ZERO),
        Optional.empty(),
        List.of(groups),
        Collections.emptyList());
  }

  static Dimension limited(int min, Optional<Points> max, Group group) {
    return new Dimension(
        "s", Caption.NONE, Optional.of(points(min)), max, List.of(group), List.of());
  }

  static Dimension graded(Optional<Points> min, Group group, List<Grade> grades) {
    return new Dimension("s", Caption.NONE, min, Optional.empty(), List.of(group), grades);
  }

  static Group group(String name, Rule... rules) {
    return new Group(
        name, Caption.NONE, Optional.empty(), Optional.empty(), Optional.empty(), List.of(rules));
  }

  static Rule ifRule(String id, Points points) {
    return new Rule.If(id, Caption.NONE, HAS_A, points);
  }

  static Rule perEvent(Points points, Optional<Points> cap, int within, Decay decay) {
    return new Rule.PerEvent("r", Caption.NONE, PAGE_VIEW, within, points, cap, decay);
  }

  static Row otherwise() {
    return new Row.Otherwise(points(1));
  }

  static Grade max(String label, double percent) {
    return new Grade(label, new OfMaximum(Points.of(BigDecimal.valueOf(percent)).orElseThrow()));
  }

  static Grade points(String label, double points) {
    return new Grade(label, new OfPoints(Points.of(BigDecimal.valueOf(points)).orElseThrow()));
  }

  static Points points(long whole) {
    return Points.of(whole);
  }

  static io.plumbline.core.model.Test test(Operator operator) {
    return io.plumbline.core.model.Test.of(operator);
  }
}
