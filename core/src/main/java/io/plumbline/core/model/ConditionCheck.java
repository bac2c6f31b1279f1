package io.plumbline.core.model;

import java.math.BigDecimal;
import java.util.List;

/** Finds what is wrong with conditions and tests; all is reported at the condition's place. */
final class ConditionCheck {
  private final String path;
  private final IssueLog log;

  ConditionCheck(String path, IssueLog log) {
    this.path = path;
    this.log = log;
  }

  void all(Condition condition) {
    if (!isDeep(condition, 0)) {
      condition(condition);
    }
  }

  /** A row of a lookup: every operator but exists. */
  void lookupRow(Test test) {
    test(test);
    if (test.operators().stream().anyMatch(Operator.Exists.class::isInstance)) {
      log.error("misplaced-key", path, "exists in a table", "an unknown row");
    }
  }

  /** A row of a measure: equality and comparison. */
  void measuredRow(Test test) {
    test(test);
    for (Operator operator : test.operators()) {
      boolean fits =
          operator instanceof Operator.Is
              || operator instanceof Operator.IsNot
              || operator instanceof Operator.In
              || operator instanceof Operator.NotIn
              || operator instanceof Operator.Compare;
      if (!fits) {
        log.error(
            "misplaced-key",
            path,
            "an operator that is not for numbers",
            "is, is_not, in, not_in, at_least, at_most, more_than or less_than");
      }
    }
  }

  static void name(IssueLog log, String path, String attribute) {
    if (Blank.is(attribute)) {
      log.error("blank", path, "a blank attribute name", "the name of an attribute");
    } else if (Naming.TAKEN_ATTRIBUTES.contains(attribute)) {
      log.error(
          "taken-attribute",
          path,
          "an attribute named " + attribute,
          "another name: all, any and not are words of conditions");
    }
  }

  private boolean isDeep(Condition condition, int depth) {
    if (depth > Limits.MAX_DEPTH) {
      String expected = "at most " + Limits.MAX_DEPTH + " levels";
      log.error("too-deep", path, "conditions in conditions in conditions", expected);
      return true;
    }
    if (condition instanceof Condition.Not not) {
      return isDeep(not.condition(), depth + 1);
    }
    return parts(condition).stream().anyMatch(part -> isDeep(part, depth + 1));
  }

  private static List<Condition> parts(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.conditions();
    }
    return condition instanceof Condition.Any any ? any.conditions() : List.of();
  }

  private void condition(Condition condition) {
    if (condition instanceof Condition.Attribute attribute) {
      name(log, path, attribute.name());
      test(attribute.test());
    } else if (condition instanceof Condition.Not not) {
      condition(not.condition());
    } else {
      List<Condition> parts = parts(condition);
      if (parts.isEmpty()) {
        log.error("empty", path, "an empty condition", "at least one test");
      }
      parts.forEach(this::condition);
    }
  }

  private void test(Test test) {
    for (Operator operator : test.operators()) {
      if (operator instanceof Operator.Is is) {
        literal(is.literal());
      } else if (operator instanceof Operator.IsNot isNot) {
        literal(isNot.literal());
      } else if (operator instanceof Operator.In in) {
        literals(in.literals());
      } else if (operator instanceof Operator.NotIn notIn) {
        literals(notIn.literals());
      } else if (operator instanceof Operator.TextMatch match) {
        texts(match.texts());
      } else if (operator instanceof Operator.Compare compare) {
        number(compare.number());
      } else if (operator instanceof Operator.OlderThan older) {
        span(older.days());
      } else if (operator instanceof Operator.NewerThan newer) {
        span(newer.days());
      }
    }
  }

  private void literals(List<Literal> literals) {
    if (literals.isEmpty()) {
      log.error("empty", path, "an empty list", "at least one value");
    }
    literals.forEach(this::literal);
  }

  private void literal(Literal literal) {
    if (literal instanceof Literal.Text text && Blank.is(text.text())) {
      log.error("blank", path, "a blank text", "a value, or exists: false");
    }
    if (literal instanceof Literal.Decimal number) {
      number(number.number());
    }
  }

  private void texts(List<String> texts) {
    if (texts.isEmpty()) {
      log.error("empty", path, "an empty list", "at least one text");
    }
    if (texts.stream().anyMatch(Blank::is)) {
      log.error("blank", path, "a blank text", "a text of which something is left");
    }
  }

  private void number(BigDecimal number) {
    if (!Limits.allowsNumber(number)) {
      String expected = "a number of at most " + Limits.MAX_DIGITS + " digits";
      log.error("out-of-bounds", path, "a longer number", expected);
    }
  }

  private void span(int days) {
    if (!Limits.allowsSpan(days)) {
      log.error("out-of-bounds", path, days + "d", "a span from 1d to 36500d");
    }
  }
}
