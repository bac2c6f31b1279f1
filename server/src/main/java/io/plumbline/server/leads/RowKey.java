package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled key of a query's order. Its ranks rise from the first to the last; two rows of one
 * rank may still differ, which {@link #compareExactly} tells. For one thread; rows are those of the
 * segment entered last.
 */
abstract class RowKey {
  /** The rank of what is unknown: after everything. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private final boolean falling;

  RowKey(boolean falling) {
    this.falling = falling;
  }

  boolean isFalling() {
    return falling;
  }

  /** A known figure's rank. */
  final long rank(long figure) {
    return falling ? Math.min(~figure, UNKNOWN - 1) : Math.min(figure, UNKNOWN - 1);
  }

  abstract void enter(int segment);

  abstract long rankOf(int row);

  /** The number of a row's exact value; 0 where ranks are exact. */
  int numberOf(int row) {
    return 0;
  }

  /** The order of the exact values of two rows of one rank, by their numbers. */
  int compareExactly(int number, int other) {
    return 0;
  }

  /** The order of the exact value of a row and a value of the same rank. */
  int compareExactly(int number, Optional<Value> other) {
    return 0;
  }

  /** The value by which a row's place is remembered beyond its rank. */
  Optional<Value> value(int number) {
    return Optional.empty();
  }

  /** By a figure of the score. */
  static final class OfScore extends RowKey {
    private final ScoreView view;
    private final Figure figure;

    OfScore(boolean falling, ScoreView view, Figure figure) {
      super(falling);
      this.view = view;
      this.figure = figure;
    }

    /** A figure of a score. */
    interface Figure {
      /** The figure, or {@link RowKey#UNKNOWN}. */
      long of(ScoreSlab slab, int row);
    }

    @Override
    void enter(int segment) {}

    @Override
    long rankOf(int row) {
      ScoreSlab slab = view.at(row);
      long value = slab == null ? UNKNOWN : figure.of(slab, row);
      return value == UNKNOWN ? UNKNOWN : rank(value);
    }
  }

  /** By an instant. */
  static final class OfTime extends RowKey {
    private final SubjectTable table;
    private final boolean active;
    private @Nullable SegmentFacts facts;

    OfTime(boolean falling, SubjectTable table, boolean active) {
      super(falling);
      this.table = table;
      this.active = active;
    }

    @Override
    void enter(int segment) {
      facts = table.facts(segment);
    }

    @Override
    long rankOf(int row) {
      SegmentFacts known = facts;
      if (known == null) {
        return UNKNOWN;
      }
      long micros = active ? known.active(row) : known.created(row);
      return micros == SegmentFacts.NEVER ? UNKNOWN : rank(micros);
    }
  }

  /** By an attribute. */
  static final class OfAttribute extends RowKey {
    private final AttributeColumn column;
    private int[] numbers = {};

    OfAttribute(boolean falling, AttributeColumn column) {
      super(falling);
      this.column = column;
    }

    @Override
    void enter(int segment) {
      numbers = column.segment(segment);
    }

    @Override
    long rankOf(int row) {
      int number = numbers[row];
      return number == ValueDictionary.UNKNOWN ? UNKNOWN : rank(column.dictionary().prefix(number));
    }

    @Override
    int numberOf(int row) {
      return numbers[row];
    }

    @Override
    int compareExactly(int number, int other) {
      int order = number == other ? 0 : column.dictionary().compare(number, other);
      return isFalling() ? -order : order;
    }

    @Override
    int compareExactly(int number, Optional<Value> other) {
      if (number == ValueDictionary.UNKNOWN || other.isEmpty()) {
        return 0;
      }
      int order = ValueCode.compare(column.dictionary().value(number), other.get());
      return isFalling() ? -order : order;
    }

    @Override
    Optional<Value> value(int number) {
      return number == ValueDictionary.UNKNOWN
          ? Optional.empty()
          : Optional.of(column.dictionary().value(number));
    }
  }
}
