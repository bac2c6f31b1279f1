package io.plumbline.core.engine;

import io.plumbline.core.model.Literal;
import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of a measure, compiled: rows over a whole number of some unit (one, or a millionth for
 * sums and largest numbers).
 */
final class NumberRows {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final List<Bounds> rows = new ArrayList<>();
  private final long[] turns;
  private long never;

  NumberRows(Table table, int decimals) {
    Set<Long> flips = new TreeSet<>();
    for (Table.Row row : table.rows()) {
      long points = row.points().thousandths();
      if (row instanceof Table.Row.When when) {
        Bounds bounds = new Bounds(when.test().operators(), decimals, points);
        rows.add(bounds);
        bounds.addTurns(flips);
      } else if (row instanceof Table.Row.Never) {
        never = points;
      } else {
        rows.add(new Bounds(List.of(), decimals, points));
      }
    }
    turns = flips.stream().mapToLong(Long::longValue).toArray();
  }

  /** The points where there is nothing to measure. */
  long never() {
    return never;
  }

  /** The points of the first row that holds for a number of units, 0 for none. */
  long points(long units) {
    for (int i = 0; i < rows.size(); i++) {
      Bounds row = rows.get(i);
      if (row.holds(units)) {
        return row.points;
      }
    }
    return 0;
  }

  /** The points of the first row that holds for a number of any size. */
  long points(BigInteger units) {
    if (units.bitLength() < Long.SIZE) {
      return points(units.longValue());
    }
    for (Bounds row : rows) {
      if (row.holdsWide(units)) {
        return row.points;
      }
    }
    return 0;
  }

  /** The first number after {@code units} at which another row may hold; MAX_VALUE for none. */
  long nextTurn(long units) {
    for (long turn : turns) {
      if (turn > units) {
        return turn;
      }
    }
    return Long.MAX_VALUE;
  }

  /** One row: an interval of whole units, and listed numbers in or out. */
  private static final class Bounds {
    private final long points;
    private final List<Set<BigInteger>> within = new ArrayList<>();
    private final Set<BigInteger> without = new TreeSet<>();
    private Optional<BigInteger> least = Optional.empty();
    private Optional<BigInteger> most = Optional.empty();
    private final long leastNarrow;
    private final long mostNarrow;
    private final boolean narrowNever;

    Bounds(List<Operator> operators, int decimals, long points) {
      this.points = points;
      for (Operator operator : operators) {
        if (operator instanceof Operator.Compare compare) {
          narrow(compare, decimals);
        } else if (operator instanceof Operator.Is is) {
          within.add(units(List.of(is.literal()), decimals));
        } else if (operator instanceof Operator.In in) {
          within.add(units(in.literals(), decimals));
        } else if (operator instanceof Operator.IsNot isNot) {
          without.addAll(units(List.of(isNot.literal()), decimals));
        } else if (operator instanceof Operator.NotIn notIn) {
          without.addAll(units(notIn.literals(), decimals));
        } else {
          throw new IllegalArgumentException("not an operator of a measure: " + operator);
        }
      }
      leastNarrow =
          least.map(bound -> bound.max(LONG_MIN)).orElse(LONG_MIN).min(LONG_MAX).longValue();
      mostNarrow =
          most.map(bound -> bound.min(LONG_MAX)).orElse(LONG_MAX).max(LONG_MIN).longValue();
      narrowNever =
          least.filter(bound -> bound.compareTo(LONG_MAX) > 0).isPresent()
              || most.filter(bound -> bound.compareTo(LONG_MIN) < 0).isPresent();
    }

    private void narrow(Operator.Compare compare, int decimals) {
      BigDecimal bound = compare.number().movePointRight(decimals);
      BigInteger floor = bound.setScale(0, RoundingMode.FLOOR).toBigInteger();
      BigInteger ceiling = bound.setScale(0, RoundingMode.CEILING).toBigInteger();
      switch (compare.comparison()) {
        case AT_LEAST -> raise(ceiling);
        case MORE_THAN -> raise(floor.add(BigInteger.ONE));
        case AT_MOST -> lower(floor);
        case LESS_THAN -> lower(ceiling.subtract(BigInteger.ONE));
      }
    }

    private void raise(BigInteger bound) {
      least = Optional.of(least.map(bound::max).orElse(bound));
    }

    private void lower(BigInteger bound) {
      most = Optional.of(most.map(bound::min).orElse(bound));
    }

    private static Set<BigInteger> units(List<Literal> literals, int decimals) {
      Set<BigInteger> units = new TreeSet<>();
      for (Literal literal : literals) {
        if (literal instanceof Literal.Decimal number) {
          BigDecimal scaled = number.number().movePointRight(decimals);
          BigInteger whole = scaled.toBigInteger();
          if (new BigDecimal(whole).compareTo(scaled) == 0) {
            units.add(whole);
          }
        }
      }
      return units;
    }

    boolean holds(long number) {
      if (number < leastNarrow || number > mostNarrow || narrowNever) {
        return false;
      }
      return (within.isEmpty() && without.isEmpty()) || isListed(BigInteger.valueOf(number));
    }

    boolean holdsWide(BigInteger number) {
      return least.map(bound -> number.compareTo(bound) >= 0).orElse(true)
          && most.map(bound -> number.compareTo(bound) <= 0).orElse(true)
          && isListed(number);
    }

    private boolean isListed(BigInteger number) {
      for (Set<BigInteger> set : within) {
        if (!set.contains(number)) {
          return false;
        }
      }
      return !without.contains(number);
    }

    void addTurns(Set<Long> turns) {
      turns.add(leastNarrow);
      if (mostNarrow < Long.MAX_VALUE) {
        turns.add(mostNarrow + 1);
      }
      within.forEach(set -> addEach(set, turns));
      addEach(without, turns);
    }

    private static void addEach(Set<BigInteger> numbers, Set<Long> turns) {
      for (BigInteger number : numbers) {
        if (number.bitLength() <= 62) {
          turns.add(number.longValue());
          turns.add(number.longValue() + 1);
        }
      }
    }
  }
}
