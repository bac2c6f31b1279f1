package io.plumbline.format.model;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Test;
import io.plumbline.format.model.CoreSchema.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads conditions, tests and operators. */
final class ConditionReader {
  /** The operators that compare numbers, which measures have too. */
  static final List<String> OF_NUMBERS =
      List.of("is", "is_not", "in", "not_in", "at_least", "at_most", "more_than", "less_than");

  /** The operators of table rows. */
  static final List<String> OF_ROWS =
      List.of(
          "is",
          "is_not",
          "in",
          "not_in",
          "contains",
          "starts_with",
          "ends_with",
          "matches",
          "at_least",
          "at_most",
          "more_than",
          "less_than",
          "before",
          "after",
          "older_than",
          "newer_than");

  private static final List<String> OF_TESTS = withExists();
  private static final Test BROKEN = Test.of(new Operator.Exists(true));
  private static final String A_CONDITION = "a map of attributes and tests";
  private static final String CONDITIONS = "a list of conditions";

  private ConditionReader() {}

  private static List<String> withExists() {
    List<String> all = new ArrayList<>(OF_ROWS);
    all.add("exists");
    return List.copyOf(all);
  }

  /** What a map of conditions says; something that holds always where it cannot be read. */
  static Condition condition(Place place) {
    List<Condition> parts = new ArrayList<>();
    for (FieldMap.Entry entry : place.map(A_CONDITION).map(FieldMap::entries).orElse(List.of())) {
      part(entry).ifPresent(parts::add);
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
  }

  private static Optional<Condition> part(FieldMap.Entry entry) {
    Place value = entry.value();
    return switch (entry.key()) {
      case "all" -> Optional.of(new Condition.All(conditions(value)));
      case "any" -> Optional.of(new Condition.Any(conditions(value)));
      case "not" -> Optional.of(new Condition.Not(condition(value)));
      default -> {
        if (NormalText.isBlank(entry.key())) {
          Findings findings = value.findings();
          findings.error("blank", value.path(), entry.at(), "a blank name", "an attribute's name");
          yield Optional.empty();
        }
        yield Optional.of(new Condition.Attribute(entry.key(), test(value)));
      }
    };
  }

  private static List<Condition> conditions(Place place) {
    return place.items(CONDITIONS).stream().map(ConditionReader::condition).toList();
  }

  private static Test test(Place place) {
    if (place.isList()) {
      return Test.of(new Operator.In(literals(place)));
    }
    if (!place.isMap()) {
      return literal(place).map(it -> Test.of(new Operator.Is(it))).orElse(BROKEN);
    }
    Optional<FieldMap> map = place.map("at least one operator").map(it -> it.allow(OF_TESTS));
    return map.map(it -> test(it, OF_TESTS)).orElse(BROKEN);
  }

  /** The operators of a map; other keys are the caller's. */
  static Test test(FieldMap map, Collection<String> known) {
    List<Operator> operators = new ArrayList<>();
    for (FieldMap.Entry entry : map.entries()) {
      if (known.contains(entry.key())) {
        operator(entry.key(), entry.value()).ifPresent(operators::add);
      }
    }
    return operators.isEmpty() ? BROKEN : new Test(operators);
  }

  private static Optional<Operator> operator(String key, Place value) {
    return switch (key) {
      case "is" -> literal(value).map(Operator.Is::new);
      case "is_not" -> literal(value).map(Operator.IsNot::new);
      case "in" -> Optional.of(new Operator.In(literals(value)));
      case "not_in" -> Optional.of(new Operator.NotIn(literals(value)));
      case "contains" -> Optional.of(new Operator.TextMatch(TextKind.CONTAINS, texts(value)));
      case "starts_with" -> Optional.of(new Operator.TextMatch(TextKind.STARTS_WITH, texts(value)));
      case "ends_with" -> Optional.of(new Operator.TextMatch(TextKind.ENDS_WITH, texts(value)));
      case "matches" -> Optional.of(new Operator.TextMatch(TextKind.MATCHES, texts(value)));
      default -> ofOrder(key, value);
    };
  }

  private static Optional<Operator> ofOrder(String key, Place value) {
    return switch (key) {
      case "at_least" -> compare(Comparison.AT_LEAST, value);
      case "at_most" -> compare(Comparison.AT_MOST, value);
      case "more_than" -> compare(Comparison.MORE_THAN, value);
      case "less_than" -> compare(Comparison.LESS_THAN, value);
      case "before" -> value.date().map(Operator.Before::new);
      case "after" -> value.date().map(Operator.After::new);
      case "older_than" -> value.span().map(Operator.OlderThan::new);
      case "newer_than" -> value.span().map(Operator.NewerThan::new);
      case "exists" -> value.truth().map(Operator.Exists::new);
      default -> throw new IllegalArgumentException("no operator: " + key);
    };
  }

  private static Optional<Operator> compare(Comparison comparison, Place value) {
    return value.number("a number").map(it -> new Operator.Compare(comparison, it));
  }

  private static List<Literal> literals(Place place) {
    List<Literal> literals = new ArrayList<>();
    for (Place item : place.items("a list of values")) {
      literal(item).ifPresent(literals::add);
    }
    return literals;
  }

  /** A value to compare with: text, number, boolean or date. */
  private static Optional<Literal> literal(Place place) {
    String expected = "a text, a number, true, false or a date";
    Optional<Kind> kind = place.kind();
    if (kind.isEmpty() || kind.get() == Kind.NOT_FINITE) {
      place.wrong(expected);
      return Optional.empty();
    }
    return switch (kind.get()) {
      case NUMBER -> place.number(expected).map(Literal.Decimal::new);
      case BOOL -> place.truth().map(Literal.Bool::new);
      case DATE -> place.date().map(Literal.Date::new);
      case NULL -> {
        place.error("blank", "nothing", expected + "; exists: false asks for what is unknown");
        yield Optional.empty();
      }
      default -> place.text(expected).map(Literal.Text::new);
    };
  }

  /** One text or a list of texts. */
  static List<String> texts(Place place) {
    if (!place.isList()) {
      return place.text("a text or a list of texts").map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Place item : place.items("at least one text")) {
      item.text("a text").ifPresent(texts::add);
    }
    return texts;
  }
}
