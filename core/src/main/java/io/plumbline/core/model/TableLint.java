package io.plumbline.core.model;

import io.plumbline.core.model.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** Finds rows of a table that never count. */
final class TableLint {
  /** Larger tables are not compared row by row. */
  private static final long MAX_COMPARISONS = 4_000_000;

  private final Table table;
  private final String path;
  private final List<Issue> warnings;
  private final Interval range;
  private final boolean whole;
  private final List<Row.When> earlier = new ArrayList<>();
  private final List<Interval> ranges = new ArrayList<>();

  /**
   * Of a table at a place.
   *
   * @param range the numbers that rows can meet
   * @param whole whether they are whole
   */
  private TableLint(Table table, String path, List<Issue> warnings, Interval range, boolean whole) {
    this.table = table;
    this.path = path;
    this.warnings = warnings;
    this.range = range;
    this.whole = whole;
  }

  static void lookup(Table table, String path, List<Issue> warnings) {
    new TableLint(table, path, warnings, Interval.ALL, false).rows(false);
  }

  static void measured(
      Table table, String path, List<Issue> warnings, Interval range, boolean whole) {
    new TableLint(table, path, warnings, range, whole).rows(true);
  }

  private void rows(boolean numbersOnly) {
    long size = table.rows().stream().mapToLong(TableLint::size).sum();
    if (size * size > MAX_COMPARISONS) {
      return;
    }
    for (int i = 0; i < table.rows().size(); i++) {
      String place = Pointer.to(path, i);
      if (table.rows().get(i) instanceof Row.When when) {
        row(when, place);
        earlier.add(when);
        if (TestLogic.isRange(when.test().operators())) {
          ranges.add(within(TestLogic.numbers(when.test().operators())));
        }
      } else if (table.rows().get(i) instanceof Row.Otherwise
          && numbersOnly
          && within(range).isCoveredBy(ranges, whole)) {
        shadowed(place, "else after rows that always hold");
      }
    }
  }

  private void row(Row.When row, String place) {
    List<Operator> operators = row.test().operators();
    boolean isRange = TestLogic.isRange(operators);
    Interval numbers = within(TestLogic.numbers(operators));
    if (TestLogic.never(operators)) {
      never(place, "a row that never holds", "operators that can hold together");
    } else if (isRange && numbers.isEmpty()) {
      never(place, "a row for numbers that cannot be measured", "numbers " + shown(range));
    } else if (isShadowed(row.test()) || (isRange && numbers.isCoveredBy(ranges, whole))) {
      shadowed(place, "a row that an earlier one leaves nothing to");
    }
  }

  private void never(String place, String found, String expected) {
    warnings.add(Issue.warning("never-holds", place, found, expected));
  }

  private void shadowed(String place, String found) {
    warnings.add(
        Issue.warning("shadowed-row", place, found, "rows from the special to the general"));
  }

  private boolean isShadowed(Test test) {
    return TestLogic.alternatives(test).stream()
        .allMatch(
            alternative ->
                earlier.stream()
                    .anyMatch(row -> TestLogic.implies(alternative, row.test().operators())));
  }

  private Interval within(Interval numbers) {
    Interval both = numbers.and(range);
    return whole ? both.wholeNumbers() : both;
  }

  private static long size(Row row) {
    return row instanceof Row.When when ? TestLogic.alternatives(when.test()).size() : 1;
  }

  private static String shown(Interval range) {
    String low = range.low().map(it -> it.number().toPlainString()).orElse("");
    return range
        .high()
        .map(it -> "from " + low + " to " + it.number().toPlainString())
        .orElse("from " + low);
  }
}
