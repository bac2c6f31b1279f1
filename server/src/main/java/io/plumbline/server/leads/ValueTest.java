package io.plumbline.server.leads;

import io.plumbline.core.fact.NormalText;
import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A test of a value in a list's filter: texts compare in their normal form, numbers as numbers, of
 * a list one element suffices. An unknown value fulfils only that it does not exist.
 *
 * @param words what to compare with; of several one suffices
 */
record ValueTest(Operator operator, List<String> words) {
  ValueTest {
    words = List.copyOf(words);
  }

  /** How a value is tested; named as in the model language. */
  enum Operator {
    IS,
    IS_NOT,
    IN,
    NOT_IN,
    CONTAINS,
    STARTS_WITH,
    AT_LEAST,
    AT_MOST,
    EXISTS;

    boolean isNegation() {
      return this == IS_NOT || this == NOT_IN;
    }
  }

  /** Whether somebody who has no value fulfils it. */
  boolean holdsForUnknown() {
    return operator == Operator.EXISTS && words.contains("false");
  }

  boolean holds(Value value) {
    if (operator == Operator.EXISTS) {
      return !words.contains("false");
    }
    return anyElement(value) != operator.isNegation();
  }

  private boolean anyElement(Value value) {
    return value instanceof Value.Many many
        ? many.elements().stream().anyMatch(this::anyWord)
        : anyWord(value);
  }

  private boolean anyWord(Value value) {
    for (String word : words) {
      if (one(value, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean one(Value value, String word) {
    return switch (operator) {
      case IS, IS_NOT, IN, NOT_IN -> equal(value, word);
      case CONTAINS -> ValueCode.normal(value).contains(NormalText.of(word));
      case STARTS_WITH -> ValueCode.normal(value).startsWith(NormalText.of(word));
      case AT_LEAST -> compare(value, word).filter(order -> order >= 0).isPresent();
      case AT_MOST -> compare(value, word).filter(order -> order <= 0).isPresent();
      case EXISTS -> true;
    };
  }

  private static boolean equal(Value value, String word) {
    return ValueCode.normal(value).equals(NormalText.of(word))
        || ValueCode.number(value)
            .flatMap(number -> ValueCode.number(new Value.Text(word)).map(number::compareTo))
            .filter(order -> order == 0)
            .isPresent();
  }

  /** The order of a number and a number, or a time and a time. */
  private static Optional<Integer> compare(Value value, String word) {
    Optional<BigDecimal> number = ValueCode.number(value);
    Optional<BigDecimal> other = ValueCode.number(new Value.Text(word));
    if (number.isPresent() && other.isPresent()) {
      return Optional.of(number.get().compareTo(other.get()));
    }
    Optional<Instant> time = time(ValueCode.plain(value));
    Optional<Instant> otherTime = time(word);
    return time.isPresent() && otherTime.isPresent()
        ? Optional.of(time.get().compareTo(otherTime.get()))
        : Optional.empty();
  }

  /** Whether values can be above or below a word at all. */
  static boolean isComparable(String word) {
    return ValueCode.number(new Value.Text(word)).isPresent() || time(word).isPresent();
  }

  private static Optional<Instant> time(String text) {
    try {
      boolean day = text.length() == "2026-11-21".length();
      return Optional.of(
          day
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
