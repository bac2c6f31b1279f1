package io.plumbline.core.model;

import io.plumbline.core.model.Operator.Compare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A range of numbers, open at an end that is empty. */
record Interval(Optional<End> low, Optional<End> high) {
  static final Interval ALL = new Interval(Optional.empty(), Optional.empty());

  /** Where a range ends, and whether the number itself is in it. */
  record End(BigDecimal number, boolean closed) {}

  static Interval of(BigDecimal number) {
    End end = new End(number, true);
    return new Interval(Optional.of(end), Optional.of(end));
  }

  static Interval between(BigDecimal low, BigDecimal high) {
    return new Interval(Optional.of(new End(low, true)), Optional.of(new End(high, true)));
  }

  static Interval from(BigDecimal low) {
    return new Interval(Optional.of(new End(low, true)), Optional.empty());
  }

  /** The numbers for which a comparison holds. */
  static Interval of(Compare compare) {
    return switch (compare.comparison()) {
      case AT_LEAST -> from(compare.number());
      case MORE_THAN ->
          new Interval(Optional.of(new End(compare.number(), false)), Optional.empty());
      case AT_MOST -> new Interval(Optional.empty(), Optional.of(new End(compare.number(), true)));
      case LESS_THAN ->
          new Interval(Optional.empty(), Optional.of(new End(compare.number(), false)));
    };
  }

  boolean isEmpty() {
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    int order = low.get().number().compareTo(high.get().number());
    return order > 0 || (order == 0 && !(low.get().closed() && high.get().closed()));
  }

  Interval and(Interval other) {
    Optional<End> lower = low;
    if (low.isEmpty() || (other.low.isPresent() && compareLow(other.low, low) > 0)) {
      lower = other.low;
    }
    Optional<End> upper = high;
    if (high.isEmpty() || (other.high.isPresent() && compareHigh(other.high, high) < 0)) {
      upper = other.high;
    }
    return new Interval(lower, upper);
  }

  boolean contains(Interval other) {
    return compareLow(low, other.low) <= 0 && compareHigh(high, other.high) >= 0;
  }

  boolean contains(BigDecimal number) {
    return contains(of(number));
  }

  /** The whole numbers of the range, as a closed range. */
  Interval wholeNumbers() {
    Optional<End> lower =
        low.map(
            end -> {
              BigDecimal up = end.number().setScale(0, RoundingMode.CEILING);
              boolean next = !end.closed() && up.compareTo(end.number()) == 0;
              return new End(next ? up.add(BigDecimal.ONE) : up, true);
            });
    Optional<End> upper =
        high.map(
            end -> {
              BigDecimal down = end.number().setScale(0, RoundingMode.FLOOR);
              boolean previous = !end.closed() && down.compareTo(end.number()) == 0;
              return new End(previous ? down.subtract(BigDecimal.ONE) : down, true);
            });
    return new Interval(lower, upper);
  }

  /**
   * Whether every number of the range is in one of the others.
   *
   * @param whole whether only whole numbers count, so that 1 to 2 and 3 to 4 leave no gap
   */
  boolean isCoveredBy(List<Interval> others, boolean whole) {
    List<Interval> sorted = new ArrayList<>(others);
    sorted.sort(Comparator.comparing(Interval::low, Interval::compareLow));
    Interval rest = this;
    for (Interval other : sorted) {
      if (rest.isEmpty()) {
        return true;
      }
      if (compareLow(other.low, rest.low) <= 0) {
        rest = rest.above(other, whole);
      }
    }
    return rest.isEmpty();
  }

  /** What is left of the range above another one that begins no later. */
  private Interval above(Interval other, boolean whole) {
    if (other.high.isEmpty()) {
      End nothing = new End(BigDecimal.ZERO, false);
      return new Interval(Optional.of(nothing), Optional.of(nothing));
    }
    End end = other.high.get();
    End begin =
        whole
            ? new End(end.number().add(BigDecimal.ONE), true)
            : new End(end.number(), !end.closed());
    return compareLow(Optional.of(begin), low) > 0 ? new Interval(Optional.of(begin), high) : this;
  }

  private static int compareLow(Optional<End> a, Optional<End> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isPresent(), b.isPresent());
    }
    int order = a.get().number().compareTo(b.get().number());
    return order != 0 ? order : Boolean.compare(b.get().closed(), a.get().closed());
  }

  private static int compareHigh(Optional<End> a, Optional<End> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(b.isPresent(), a.isPresent());
    }
    int order = a.get().number().compareTo(b.get().number());
    return order != 0 ? order : Boolean.compare(a.get().closed(), b.get().closed());
  }
}
