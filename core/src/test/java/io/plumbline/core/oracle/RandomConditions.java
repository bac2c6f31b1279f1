package io.plumbline.core.oracle;

import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Random conditions and tests. */
final class RandomConditions {
  private final Dice dice;
  private final RandomWords words;

  RandomConditions(Dice dice, RandomWords words) {
    this.dice = dice;
    this.words = words;
  }

  /** A condition over some of the names, nested up to so deep. */
  Condition condition(List<String> names, int depth) {
    if (depth == 0 || dice.chance(55)) {
      return new Condition.Attribute(dice.of(names), test(true));
    }
    return switch (dice.from(0, 2)) {
      case 0 -> new Condition.All(dice.some(1, 3, () -> condition(names, depth - 1)));
      case 1 -> new Condition.Any(dice.some(1, 3, () -> condition(names, depth - 1)));
      default -> new Condition.Not(condition(names, depth - 1));
    };
  }

  /** A test of up to three operators, no two of one name. */
  Test test(boolean withExists) {
    List<Supplier<Operator>> operators =
        new ArrayList<>(
            List.of(
                () -> new Operator.Is(words.literal()),
                () -> new Operator.In(dice.some(1, 3, words::literal)),
                () -> new Operator.IsNot(words.literal()),
                () -> new Operator.NotIn(dice.some(1, 3, words::literal)),
                () -> match(TextKind.CONTAINS),
                () -> match(TextKind.STARTS_WITH),
                () -> match(TextKind.ENDS_WITH),
                () -> match(TextKind.MATCHES),
                () -> new Operator.Compare(Comparison.AT_LEAST, words.number()),
                () -> new Operator.Compare(Comparison.AT_MOST, words.number()),
                () -> new Operator.Compare(Comparison.MORE_THAN, words.number()),
                () -> new Operator.Compare(Comparison.LESS_THAN, words.number()),
                () -> new Operator.Before(words.date()),
                () -> new Operator.After(words.date()),
                () -> new Operator.OlderThan(dice.from(1, 9)),
                () -> new Operator.NewerThan(dice.from(1, 9))));
    if (withExists) {
      operators.add(() -> new Operator.Exists(dice.chance(50)));
    }
    int count = dice.chance(75) ? 1 : dice.from(2, 3);
    return new Test(
        dice.shuffled(operators).subList(0, count).stream().map(Supplier::get).toList());
  }

  private Operator match(TextKind kind) {
    return new Operator.TextMatch(
        kind,
        dice.some(1, 2, () -> kind == TextKind.MATCHES ? words.pattern() : partOf(words.text())));
  }

  /** A part that is left of a text when its ends are cut, so that it is found at times. */
  private String partOf(String text) {
    int[] points = text.codePoints().toArray();
    int from = dice.from(0, points.length - 1);
    String part = new String(points, from, dice.from(1, points.length - from));
    return OracleText.normal(part).isEmpty() ? text : part;
  }

  /** A test of what a rule measures: numbers only. */
  Test ofMeasure() {
    Supplier<BigDecimal> number =
        () -> dice.chance(85) ? BigDecimal.valueOf(dice.from(0, 9)) : new BigDecimal("2.5");
    Supplier<Literal> literal = () -> new Literal.Decimal(number.get());
    return switch (dice.from(0, 7)) {
      case 0 -> Test.of(new Operator.Is(literal.get()));
      case 1 -> Test.of(new Operator.In(dice.some(1, 3, literal)));
      case 2 -> Test.of(new Operator.IsNot(literal.get()));
      case 3 ->
          Test.of(
              new Operator.NotIn(dice.some(1, 2, literal)),
              new Operator.Compare(Comparison.LESS_THAN, number.get()));
      default -> Test.of(new Operator.Compare(dice.of(Comparison.values()), number.get()));
    };
  }
}
