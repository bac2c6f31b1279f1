package io.plumbline.core.model;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.model.Operator.After;
import io.plumbline.core.model.Operator.Before;
import io.plumbline.core.model.Operator.Compare;
import io.plumbline.core.model.Operator.Exists;
import io.plumbline.core.model.Operator.In;
import io.plumbline.core.model.Operator.Is;
import io.plumbline.core.model.Operator.IsNot;
import io.plumbline.core.model.Operator.NewerThan;
import io.plumbline.core.model.Operator.NotIn;
import io.plumbline.core.model.Operator.OlderThan;
import io.plumbline.core.model.Operator.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be proved of tests without a value: that one holds wherever another holds, that one
 * never holds. What is not proved is taken to be false. All of it is true of lists too, where one
 * element meets the operators and the negative ones are asked of the list.
 */
final class TestLogic {
  private TestLogic() {}

  /** Whether the first operators, all holding, make the second ones all hold. */
  static boolean implies(List<Operator> first, List<Operator> second) {
    return second.stream().allMatch(it -> impliesOne(first, it));
  }

  /** Whether operators can never hold together. */
  static boolean never(List<Operator> operators) {
    boolean missing = operators.stream().anyMatch(it -> it.equals(new Exists(false)));
    if (missing && operators.size() > 1) {
      return true;
    }
    return numbers(operators).isEmpty() || neverEqual(operators) || neverDated(operators);
  }

  /**
   * The alternatives of a test with one operator that has several: one of them is met where the
   * test holds.
   */
  static List<List<Operator>> alternatives(Test test) {
    if (test.operators().size() == 1) {
      Operator only = test.operators().get(0);
      if (only instanceof In in) {
        return in.literals().stream().map(it -> List.<Operator>of(new Is(it))).toList();
      }
      if (only instanceof TextMatch match) {
        return match.texts().stream()
            .map(it -> List.<Operator>of(new TextMatch(match.kind(), List.of(it))))
            .toList();
      }
    }
    return List.of(test.operators());
  }

  /** The range of numbers that the comparisons among operators leave. */
  static Interval numbers(List<Operator> operators) {
    Interval range = Interval.ALL;
    for (Operator operator : operators) {
      if (operator instanceof Compare compare) {
        range = range.and(Interval.of(compare));
      }
      if (operator instanceof Is is && is.literal() instanceof Literal.Decimal number) {
        range = range.and(Interval.of(number.number()));
      }
    }
    return range;
  }

  /** Whether operators are nothing but a range of numbers. */
  static boolean isRange(List<Operator> operators) {
    return operators.stream()
        .allMatch(
            it ->
                it instanceof Compare
                    || (it instanceof Is is && is.literal() instanceof Literal.Decimal));
  }

  /** The literals one of which an operator asks for; empty for operators that ask otherwise. */
  static List<Literal> literals(Operator operator) {
    if (operator instanceof Is is) {
      return List.of(is.literal());
    }
    return operator instanceof In in ? in.literals() : List.of();
  }

  static boolean same(Literal a, Literal b) {
    if (a instanceof Literal.Text x && b instanceof Literal.Text y) {
      return NormalText.of(x.text()).equals(NormalText.of(y.text()));
    }
    if (a instanceof Literal.Decimal x && b instanceof Literal.Decimal y) {
      return x.number().compareTo(y.number()) == 0;
    }
    return a.equals(b);
  }

  private static boolean impliesOne(List<Operator> first, Operator second) {
    if (first.stream().anyMatch(it -> impliesOne(it, second))) {
      return true;
    }
    return second instanceof Compare compare
        && first.stream().anyMatch(it -> isRange(List.of(it)))
        && Interval.of(compare).contains(numbers(first));
  }

  private static boolean impliesOne(Operator a, Operator b) {
    if (a.equals(b)) {
      return true;
    }
    List<Literal> given = literals(a);
    if (!given.isEmpty() && given.stream().allMatch(it -> meets(it, b))) {
      return true;
    }
    if (a instanceof TextMatch match) {
      List<TextPattern> wider = patterns(b);
      return match.texts().stream()
          .map(it -> TextPattern.of(match.kind(), it))
          .allMatch(it -> wider.stream().anyMatch(wide -> wide.includes(it)));
    }
    if (!refused(a).isEmpty() && !refused(b).isEmpty()) {
      List<Literal> more = refused(a);
      return refused(b).stream().allMatch(it -> more.stream().anyMatch(x -> same(x, it)));
    }
    return impliesDate(a, b);
  }

  private static boolean impliesDate(Operator a, Operator b) {
    if (a instanceof Before x && b instanceof Before y) {
      return !x.date().isAfter(y.date());
    }
    if (a instanceof After x && b instanceof After y) {
      return !x.date().isBefore(y.date());
    }
    if (a instanceof OlderThan x && b instanceof OlderThan y) {
      return x.days() >= y.days();
    }
    return a instanceof NewerThan x && b instanceof NewerThan y && x.days() <= y.days();
  }

  /** Whether whatever equals a literal meets an operator. */
  private static boolean meets(Literal literal, Operator operator) {
    if (literals(operator).stream().anyMatch(it -> same(it, literal))) {
      return true;
    }
    if (literal instanceof Literal.Decimal number && operator instanceof Compare compare) {
      return Interval.of(compare).contains(number.number());
    }
    if (literal instanceof Literal.Date date) {
      return (operator instanceof Before before && date.date().isBefore(before.date()))
          || (operator instanceof After after && date.date().isAfter(after.date()));
    }
    if (literal instanceof Literal.Text text && operator instanceof TextMatch) {
      TextPattern exact = TextPattern.exactly(text.text());
      return patterns(operator).stream().anyMatch(it -> it.includes(exact));
    }
    return false;
  }

  /** The texts for which an operator holds. */
  private static List<TextPattern> patterns(Operator operator) {
    List<TextPattern> patterns = new ArrayList<>();
    if (operator instanceof TextMatch match) {
      match.texts().forEach(it -> patterns.add(TextPattern.of(match.kind(), it)));
    }
    for (Literal literal : literals(operator)) {
      if (literal instanceof Literal.Text text) {
        patterns.add(TextPattern.exactly(text.text()));
      }
    }
    return patterns;
  }

  private static List<Literal> refused(Operator operator) {
    if (operator instanceof IsNot isNot) {
      return List.of(isNot.literal());
    }
    return operator instanceof NotIn notIn ? notIn.literals() : List.of();
  }

  private static boolean neverEqual(List<Operator> operators) {
    for (Operator operator : operators) {
      List<Literal> wanted = literals(operator);
      boolean never =
          !wanted.isEmpty()
              && operators.stream()
                  .anyMatch(other -> wanted.stream().allMatch(it -> excludes(other, it)));
      if (never) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing that equals a literal can meet an operator. */
  private static boolean excludes(Operator operator, Literal literal) {
    if (refused(operator).stream().anyMatch(it -> same(it, literal))) {
      return true;
    }
    List<Literal> others = literals(operator);
    if (!others.isEmpty()) {
      return others.stream()
          .allMatch(it -> it.getClass() == literal.getClass() && !same(it, literal));
    }
    boolean comparable =
        (literal instanceof Literal.Decimal && operator instanceof Compare)
            || (literal instanceof Literal.Text && operator instanceof TextMatch)
            || (literal instanceof Literal.Date
                && (operator instanceof Before || operator instanceof After));
    return comparable && !meets(literal, operator);
  }

  private static boolean neverDated(List<Operator> operators) {
    Optional<Before> before = first(operators, Before.class);
    Optional<After> after = first(operators, After.class);
    if (before.isPresent() && after.isPresent()) {
      return !after.get().date().plusDays(1).isBefore(before.get().date());
    }
    Optional<OlderThan> older = first(operators, OlderThan.class);
    Optional<NewerThan> newer = first(operators, NewerThan.class);
    return older.isPresent() && newer.isPresent() && older.get().days() + 1 >= newer.get().days();
  }

  private static <T extends Operator> Optional<T> first(List<Operator> operators, Class<T> kind) {
    return operators.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
