package io.plumbline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Operator.Comparison;
import io.plumbline.core.model.Operator.TextKind;
import io.plumbline.core.model.Signal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Stores keep states by these keys, so that one that changes is a signal that nobody has folded.
 */
final class SignalKeyTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private static final List<Literal> LITERALS =
      List.of(
          new Literal.Text("RO"),
          new Literal.Decimal(new BigDecimal("1.50")),
          new Literal.Bool(true),
          new Literal.Date(DAY));

  private static Stream<Operator> operators() {
    return Stream.of(
            LITERALS.stream().flatMap(it -> Stream.of(new Operator.Is(it), new Operator.IsNot(it))),
            Stream.of(new Operator.In(LITERALS), new Operator.NotIn(LITERALS)),
            Stream.of(TextKind.values()).map(it -> new Operator.TextMatch(it, List.of("a*", "b"))),
            Stream.of(Comparison.values()).map(it -> new Operator.Compare(it, BigDecimal.TEN)),
            Stream.of(new Operator.Before(DAY), new Operator.After(DAY)),
            Stream.of(new Operator.OlderThan(7), new Operator.NewerThan(7)),
            Stream.of(new Operator.Exists(true)))
        .flatMap(it -> it);
  }

  private static Condition test(Operator operator) {
    return new Condition.Attribute("path", io.plumbline.core.model.Test.of(operator));
  }

  @Test
  void of_allThatCanBeSaidOfEvents_isTheKeyThatItWas() {
    List<Condition> tests = operators().map(SignalKeyTest::test).toList();
    Condition where =
        new Condition.All(List.of(new Condition.Any(tests), new Condition.Not(tests.get(0))));
    Signal signal = new Signal(List.of("visit", "demo"), where, 3);

    assertThat(SignalKey.of(signal, "minutes", ZoneId.of("Europe/Bucharest")).hash())
        .isEqualTo("8ace93e8b6dc17d9fccabef2c0ca0cc19fa3998269ee35807e9f59640a7f3c6b");
  }
}
