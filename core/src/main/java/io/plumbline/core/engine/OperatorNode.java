package io.plumbline.core.engine;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** One operator, compiled: its answer for one known value that is not a list. */
interface OperatorNode {
  /**
   * The operator's answer.
   *
   * @param day the day to which the age of a date is counted
   */
  int answer(Operand operand, int day);

  static OperatorNode compile(Operator operator) {
    if (operator instanceof Operator.Is is) {
      return is(is.literal());
    }
    if (operator instanceof Operator.In in) {
      return in(in.literals());
    }
    if (operator instanceof Operator.TextMatch match) {
      return textMatch(match);
    }
    if (operator instanceof Operator.Compare compare) {
      return compare(compare);
    }
    return date(operator);
  }

  private static OperatorNode is(Literal literal) {
    if (literal instanceof Literal.Text text) {
      String expected = NormalText.of(text.text());
      return (operand, day) -> {
        String actual = operand.text();
        return actual == null ? Answer.UNKNOWN : Answer.of(actual.equals(expected));
      };
    }
    if (literal instanceof Literal.Decimal number) {
      BigDecimal expected = number.number();
      return (operand, day) -> {
        BigDecimal actual = operand.number();
        return actual == null ? Answer.UNKNOWN : Answer.of(actual.compareTo(expected) == 0);
      };
    }
    if (literal instanceof Literal.Date date) {
      long expected = date.date().toEpochDay();
      return (operand, day) ->
          operand.isDay() ? Answer.of(operand.epochDay() == expected) : Answer.UNKNOWN;
    }
    boolean expected = ((Literal.Bool) literal).truth();
    return (operand, day) -> expected ? operand.truth() : Answer.not(operand.truth());
  }

  /** Any over the literals; those of one type that can be looked up at once are. */
  static OperatorNode in(List<Literal> literals) {
    Set<String> texts = new HashSet<>();
    NavigableSet<BigDecimal> numbers = new TreeSet<>();
    List<OperatorNode> rest = new ArrayList<>();
    for (Literal literal : literals) {
      if (literal instanceof Literal.Text text) {
        texts.add(NormalText.of(text.text()));
      } else if (literal instanceof Literal.Decimal number) {
        numbers.add(number.number());
      } else {
        rest.add(is(literal));
      }
    }
    if (!texts.isEmpty()) {
      rest.add(0, inTexts(texts));
    }
    if (!numbers.isEmpty()) {
      rest.add(0, inNumbers(numbers));
    }
    return rest.size() == 1 ? rest.get(0) : any(rest.toArray(OperatorNode[]::new));
  }

  private static OperatorNode inTexts(Set<String> texts) {
    return (operand, day) -> {
      String actual = operand.text();
      return actual == null ? Answer.UNKNOWN : Answer.of(texts.contains(actual));
    };
  }

  private static OperatorNode inNumbers(NavigableSet<BigDecimal> numbers) {
    return (operand, day) -> {
      BigDecimal actual = operand.number();
      return actual == null ? Answer.UNKNOWN : Answer.of(numbers.contains(actual));
    };
  }

  private static OperatorNode any(OperatorNode[] nodes) {
    return (operand, day) -> {
      int best = Answer.NO;
      for (OperatorNode node : nodes) {
        best = Math.max(best, node.answer(operand, day));
      }
      return best;
    };
  }

  private static OperatorNode textMatch(Operator.TextMatch match) {
    String[] texts = match.texts().stream().map(NormalText::of).toArray(String[]::new);
    Glob[] globs = new Glob[texts.length];
    for (int i = 0; i < texts.length; i++) {
      globs[i] = new Glob(texts[i]);
    }
    Operator.TextKind kind = match.kind();
    return (operand, day) -> {
      String actual = operand.text();
      if (actual == null) {
        return Answer.UNKNOWN;
      }
      for (int i = 0; i < texts.length; i++) {
        boolean holds =
            switch (kind) {
              case CONTAINS -> actual.contains(texts[i]);
              case STARTS_WITH -> actual.startsWith(texts[i]);
              case ENDS_WITH -> actual.endsWith(texts[i]);
              case MATCHES -> globs[i].matches(actual);
            };
        if (holds) {
          return Answer.YES;
        }
      }
      return Answer.NO;
    };
  }

  private static OperatorNode compare(Operator.Compare compare) {
    BigDecimal bound = compare.number();
    Operator.Comparison comparison = compare.comparison();
    return (operand, day) -> {
      BigDecimal actual = operand.number();
      if (actual == null) {
        return Answer.UNKNOWN;
      }
      int order = actual.compareTo(bound);
      return Answer.of(
          switch (comparison) {
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case MORE_THAN -> order > 0;
            case LESS_THAN -> order < 0;
          });
    };
  }

  private static OperatorNode date(Operator operator) {
    if (operator instanceof Operator.Before before) {
      long bound = before.date().toEpochDay();
      return dated((epochDay, day) -> epochDay < bound);
    }
    if (operator instanceof Operator.After after) {
      long bound = after.date().toEpochDay();
      return dated((epochDay, day) -> epochDay > bound);
    }
    if (operator instanceof Operator.OlderThan older) {
      return dated((epochDay, day) -> day - epochDay > older.days());
    }
    if (operator instanceof Operator.NewerThan newer) {
      return dated((epochDay, day) -> day - epochDay < newer.days());
    }
    throw new IllegalArgumentException("not an operator of one element: " + operator);
  }

  private static OperatorNode dated(DayTest test) {
    return (operand, day) ->
        operand.isDay() ? Answer.of(test.holds(operand.epochDay(), day)) : Answer.UNKNOWN;
  }

  /** A test of a date. */
  interface DayTest {
    boolean holds(long epochDay, int day);
  }
}
