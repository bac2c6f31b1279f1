package io.plumbline.server.leads;

/**
 * One key of a list's order. What is unknown comes last either way.
 *
 * @param name of the score or attribute; empty for the others
 * @param falling the highest, latest or best first
 */
record SortBy(Figure figure, String name, boolean falling) {

  /** What a list can be ordered by. */
  enum Figure {
    ID,
    TOTAL,
    SCORE,
    GRADE,
    CELL,
    BAND,
    COVERAGE,
    LAST_ACTIVITY,
    CREATED,
    ATTRIBUTE
  }

  static SortBy rising(Figure figure) {
    return new SortBy(figure, "", false);
  }

  static SortBy falling(Figure figure) {
    return new SortBy(figure, "", true);
  }
}
