package io.plumbline.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** One operator of a test. */
public sealed interface Operator {

  record Is(Literal literal) implements Operator {}

  record IsNot(Literal literal) implements Operator {}

  record In(List<Literal> literals) implements Operator {
    public In {
      literals = List.copyOf(literals);
    }
  }

  record NotIn(List<Literal> literals) implements Operator {
    public NotIn {
      literals = List.copyOf(literals);
    }
  }

  /** One of the texts stands somewhere in the value, as {@code kind} says. */
  record TextMatch(TextKind kind, List<String> texts) implements Operator {
    public TextMatch {
      texts = List.copyOf(texts);
    }
  }

  /** How a text operator compares. */
  enum TextKind {
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    /** Patterns over the whole text: {@code *} any run, {@code ?} one code point. */
    MATCHES
  }

  record Compare(Comparison comparison, BigDecimal number) implements Operator {}

  /** How a number operator compares. */
  enum Comparison {
    AT_LEAST,
    AT_MOST,
    MORE_THAN,
    LESS_THAN
  }

  /** The value's day lies before the date. */
  record Before(LocalDate date) implements Operator {}

  /** The value's day lies after the date. */
  record After(LocalDate date) implements Operator {}

  /** The age of a date in days is above the span. */
  record OlderThan(int days) implements Operator {}

  /** The age of a date in days is below the span; a date to come has a negative age. */
  record NewerThan(int days) implements Operator {}

  /** Whether the value is known. */
  record Exists(boolean expected) implements Operator {}
}
