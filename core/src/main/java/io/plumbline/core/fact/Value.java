package io.plumbline.core.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A known value of an attribute or of an event's property. What is unknown has no value at all: it
 * is absent from the map that would hold it.
 */
public sealed interface Value {

  /** Text that is not blank. */
  record Text(String text) implements Value {}

  /** An exact decimal number. */
  record Decimal(BigDecimal number) implements Value {}

  /** True or false. */
  record Bool(boolean truth) implements Value {}

  /** A calendar day. */
  record Day(LocalDate date) implements Value {}

  /** An instant, to the nanosecond. */
  record Moment(Instant instant) implements Value {}

  /** A list with at least one element; no element is a list. */
  record Many(List<Value> elements) implements Value {
    public Many {
      elements = List.copyOf(elements);
      if (elements.isEmpty()) {
        throw new IllegalArgumentException("a list without elements is unknown, not a value");
      }
      for (Value element : elements) {
        if (element instanceof Many) {
          throw new IllegalArgumentException("a list in a list is unknown, not a value");
        }
      }
    }
  }

  /** The value of a text, or nothing where the text is blank. */
  static Optional<Value> ofText(String text) {
    return NormalText.isBlank(text) ? Optional.empty() : Optional.of(new Text(text));
  }

  /** The value of a list's known elements, or nothing where none is left. */
  static Optional<Value> ofElements(List<? extends Value> known) {
    return known.isEmpty() ? Optional.empty() : Optional.of(new Many(List.copyOf(known)));
  }
}
