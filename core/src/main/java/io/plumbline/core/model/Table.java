package io.plumbline.core.model;

import java.util.List;

/** Rows in order; the first that holds gives its points. */
public record Table(List<Row> rows) {
  public Table {
    rows = List.copyOf(rows);
  }

  /** One row of a table. */
  public sealed interface Row {
    Points points();

    /** Holds where the test's answer is yes. */
    record When(Test test, Points points) implements Row {}

    /** Holds for everything known: {@code else}. */
    record Otherwise(Points points) implements Row {}

    /** Holds for an attribute that is unknown. */
    record Unknown(Points points) implements Row {}

    /** Holds where there is no event to measure the recency of. */
    record Never(Points points) implements Row {}
  }

  /** The best row's points, never negative. */
  public Points largestPoints() {
    return rows.stream().map(row -> atLeastZero(row.points())).reduce(Points.ZERO, Table::larger);
  }

  static Points atLeastZero(Points points) {
    return larger(points, Points.ZERO);
  }

  private static Points larger(Points a, Points b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
