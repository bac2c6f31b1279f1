package io.plumbline.core.engine;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The points of the first row of a table that holds for what is measured of the events. */
final class MeasuredNode extends EventRuleNode {
  private static final int DECIMALS = 6;

  private final Rule.Measured rule;
  private final What what;
  private final NumberRows rows;

  private enum What {
    COUNT,
    DAYS,
    RECENCY,
    SUM,
    MAX
  }

  MeasuredNode(Rule.Measured rule, int signal) {
    super(signal, rule.withinDays(), new DecayWeights(rule.decay()));
    this.rule = rule;
    what = what(rule.measure());
    rows = new NumberRows(rule.table(), what == What.SUM || what == What.MAX ? DECIMALS : 0);
  }

  private static What what(Measure measure) {
    if (measure instanceof Measure.Count) {
      return What.COUNT;
    }
    if (measure instanceof Measure.Days) {
      return What.DAYS;
    }
    if (measure instanceof Measure.Recency) {
      return What.RECENCY;
    }
    return measure instanceof Measure.Sum ? What.SUM : What.MAX;
  }

  @Override
  public Rule.OfEvents rule() {
    return rule;
  }

  @Override
  public long points(DayCells cells, int from, int to, int day) {
    int first =
        what == What.RECENCY
            ? latestWithin(cells, from, to, day)
            : firstWithin(cells, from, to, day);
    return fadeWithLatest(row(cells, first, to, day), cells, first, to, day);
  }

  /** The latest cell if it lies within the window; all that recency needs. */
  private int latestWithin(DayCells cells, int from, int to, int day) {
    return from < to && day - cells.days[to - 1] < within ? to - 1 : to;
  }

  @Override
  public void addPoints(DayCells cells, int[] starts, int day, long[] sums) {
    for (int i = 0; i < starts.length - 1; i++) {
      sums[i] += points(cells, starts[i], starts[i + 1], day);
    }
  }

  private long row(DayCells cells, int first, int to, int day) {
    return switch (what) {
      case COUNT -> rows.points(count(cells, first, to));
      case DAYS -> rows.points((long) to - first);
      case RECENCY ->
          first == to ? rows.never() : rows.points(Math.max(0, (long) day - cells.days[to - 1]));
      case SUM -> rows.points(cells.sum(first, to));
      case MAX -> {
        BigInteger largest = cells.largest(first, to);
        yield largest == null ? 0 : rows.points(largest);
      }
    };
  }

  @Override
  long before(DayCells cells, int from, int to, int day) {
    return row(cells, firstWithin(cells, from, to, day), to, day);
  }

  @Override
  Steps explain(DayCells cells, int from, int to, int day) {
    int first = firstWithin(cells, from, to, day);
    long before = row(cells, first, to, day);
    long after = fadeWithLatest(before, cells, first, to, day);
    return new Steps(before, after, after, first, measured(cells, first, to, day));
  }

  private String measured(DayCells cells, int first, int to, int day) {
    return switch (what) {
      case COUNT -> Long.toString(count(cells, first, to));
      case DAYS -> Integer.toString(to - first);
      case RECENCY -> first == to ? "" : Integer.toString(Math.max(0, day - cells.days[to - 1]));
      case SUM -> decimal(cells.sum(first, to));
      case MAX -> {
        BigInteger largest = cells.largest(first, to);
        yield largest == null ? "" : decimal(largest);
      }
    };
  }

  private static String decimal(BigInteger millionths) {
    return DecimalText.plain(new BigDecimal(millionths, DECIMALS));
  }

  @Override
  long nextTurn(DayCells cells, int from, int to, int day) {
    long next = super.nextTurn(cells, from, to, day);
    if (what == What.RECENCY && from < to) {
      int latest = cells.days[to - 1];
      long age = rows.nextTurn((long) day - latest);
      next = age == Long.MAX_VALUE ? next : Math.min(next, latest + age);
    }
    return next;
  }

  @Override
  boolean decaysEachEvent() {
    return false;
  }
}
