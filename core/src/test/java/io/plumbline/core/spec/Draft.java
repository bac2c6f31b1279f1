package io.plumbline.core.spec;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.model.Table;
import io.plumbline.core.model.Test;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short words for the parts of a model, so that a test reads like a page of the specification. */
final class Draft {
  private Draft() {}

  static Points points(String decimal) {
    return Points.of(new BigDecimal(decimal)).orElseThrow();
  }

  private static Optional<Points> optional(String decimal) {
    return decimal.isEmpty() ? Optional.empty() : Optional.of(points(decimal));
  }

  /** A model with one score {@code s} of one group {@code g}, in UTC, without a floor. */
  static ScoringModel model(Rule... rules) {
    return model("UTC", rules);
  }

  static ScoringModel model(String zone, Rule... rules) {
    return model(zone, score("s", "none", "", group("g", rules)));
  }

  static ScoringModel model(String zone, Dimension... scores) {
    return new ScoringModel(
        "m",
        Caption.NONE,
        ZoneId.of(zone),
        SubjectKind.LEAD,
        List.of(scores),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A score; {@code none} for no floor, an empty text for no ceiling of its own. */
  static Dimension score(String name, String min, String max, Group... groups) {
    return new Dimension(
        name,
        Caption.NONE,
        min.equals("none") ? Optional.empty() : optional(min),
        optional(max),
        List.of(groups),
        List.of());
  }

  /** The score with grades, written as {@code "A", "75%", "B", "10"}. */
  static Dimension graded(Dimension score, String... labelsAndThresholds) {
    List<Grade> grades = new ArrayList<>();
    for (int i = 0; i < labelsAndThresholds.length; i += 2) {
      String threshold = labelsAndThresholds[i + 1];
      grades.add(
          new Grade(
              labelsAndThresholds[i],
              threshold.endsWith("%")
                  ? new Grade.Threshold.OfMaximum(points(threshold.replace("%", "")))
                  : new Grade.Threshold.OfPoints(points(threshold))));
    }
    return new Dimension(
        score.name(), score.caption(), score.min(), score.max(), score.groups(), grades);
  }

  static Group group(String name, Rule... rules) {
    return group(name, "", "", "", rules);
  }

  /** A group; an empty text leaves weight, min or max out. */
  static Group group(String name, String weight, String min, String max, Rule... rules) {
    return new Group(
        name, Caption.NONE, optional(weight), optional(min), optional(max), List.of(rules));
  }

  static Rule when(String id, Condition condition, String points) {
    return new Rule.If(id, Caption.NONE, condition, points(points));
  }

  static Rule lookup(String id, String attribute, Table.Row... rows) {
    return new Rule.Lookup(id, Caption.NONE, attribute, new Table(List.of(rows)));
  }

  static Table.Row row(String points, Operator... operators) {
    return new Table.Row.When(Test.of(operators), points(points));
  }

  static Table.Row otherwise(String points) {
    return new Table.Row.Otherwise(points(points));
  }

  static Table.Row unknown(String points) {
    return new Table.Row.Unknown(points(points));
  }

  static Table.Row never(String points) {
    return new Table.Row.Never(points(points));
  }

  static Condition that(String attribute, Operator... operators) {
    return new Condition.Attribute(attribute, Test.of(operators));
  }

  static Condition all(Condition... conditions) {
    return new Condition.All(List.of(conditions));
  }

  static Condition any(Condition... conditions) {
    return new Condition.Any(List.of(conditions));
  }

  static Condition not(Condition condition) {
    return new Condition.Not(condition);
  }

  /** A literal of the type of what is given: text, whole number or decimal, truth, date. */
  static Literal literal(Object written) {
    if (written instanceof String text) {
      return new Literal.Text(text);
    }
    if (written instanceof Boolean truth) {
      return new Literal.Bool(truth);
    }
    return written instanceof LocalDate date ? new Literal.Date(date) : number(written);
  }

  private static Literal number(Object written) {
    return new Literal.Decimal(new BigDecimal(written.toString()));
  }

  static Operator is(Object literal) {
    return new Operator.Is(literal(literal));
  }

  static Operator isNot(Object literal) {
    return new Operator.IsNot(literal(literal));
  }

  static Operator in(Object... literals) {
    return new Operator.In(List.of(literals).stream().map(Draft::literal).toList());
  }

  static Operator notIn(Object... literals) {
    return new Operator.NotIn(List.of(literals).stream().map(Draft::literal).toList());
  }

  static Operator contains(String... texts) {
    return new Operator.TextMatch(TextKind.CONTAINS, List.of(texts));
  }

  static Operator startsWith(String... texts) {
    return new Operator.TextMatch(TextKind.STARTS_WITH, List.of(texts));
  }

  static Operator endsWith(String... texts) {
    return new Operator.TextMatch(TextKind.ENDS_WITH, List.of(texts));
  }

  static Operator matches(String... patterns) {
    return new Operator.TextMatch(TextKind.MATCHES, List.of(patterns));
  }

  static Operator atLeast(String number) {
    return new Operator.Compare(Comparison.AT_LEAST, new BigDecimal(number));
  }

  static Operator atMost(String number) {
    return new Operator.Compare(Comparison.AT_MOST, new BigDecimal(number));
  }

  static Operator moreThan(String number) {
    return new Operator.Compare(Comparison.MORE_THAN, new BigDecimal(number));
  }

  static Operator lessThan(String number) {
    return new Operator.Compare(Comparison.LESS_THAN, new BigDecimal(number));
  }

  static Operator before(String date) {
    return new Operator.Before(LocalDate.parse(date));
  }

  static Operator after(String date) {
    return new Operator.After(LocalDate.parse(date));
  }

  static Operator olderThan(int days) {
    return new Operator.OlderThan(days);
  }

  static Operator newerThan(int days) {
    return new Operator.NewerThan(days);
  }

  static Operator exists(boolean expected) {
    return new Operator.Exists(expected);
  }

  /** A value of the type of what is given; a list for a list. */
  static Value value(Object given) {
    if (given instanceof String text) {
      return new Value.Text(text);
    }
    if (given instanceof Boolean truth) {
      return new Value.Bool(truth);
    }
    if (given instanceof LocalDate date) {
      return new Value.Day(date);
    }
    if (given instanceof Instant instant) {
      return new Value.Moment(instant);
    }
    if (given instanceof List<?> list) {
      return new Value.Many(list.stream().map(Draft::value).toList());
    }
    return new Value.Decimal(new BigDecimal(given.toString()));
  }
}
