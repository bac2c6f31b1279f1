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

  TableLint(Table table, String path, List<Issue> warnings) {
    this.table = table;
    this.path = path;
    this.warnings = warnings;
  }

  void lookup() {
    rows(Interval.ALL, false, false);
  }

  /**
   * Rows of a measure.
   *
   * @param range the numbers that can be measured
   * @param whole whether only whole numbers can be
   */
  void measured(Interval range, boolean whole) {
    rows(range, whole, true);
  }

  private void rows(Interval range, boolean whole, boolean numbersOnly) {
    long size = table.rows().stream().mapToLong(TableLint::size).sum();
    if (size * size > MAX_COMPARISONS) {
      return;
    }
    List<Row.When> earlier = new ArrayList<>();
    List<Interval> ranges = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      String place = Pointer.to(path, i);
      if (table.rows().get(i) instanceof Row.When when) {
        row(when, place, earlier, ranges, range, whole);
        earlier.add(when);
        if (TestLogic.isRange(when.test().operators())) {
          ranges.add(within(TestLogic.numbers(when.test().operators()), range, whole));
        }
      } else if (table.rows().get(i) instanceof Row.Otherwise && numbersOnly) {
        if (within(range, range, whole).isCoveredBy(ranges, whole)) {
          shadowed(place, "else after rows that always hold");
        }
      }
    }
  }

  private void row(
      Row.When row,
      String place,
      List<Row.When> earlier,
      List<Interval> ranges,
      Interval range,
      boolean whole) {
    List<Operator> operators = row.test().operators();
    Interval numbers = within(TestLogic.numbers(operators), range, whole);
    if (TestLogic.never(operators)) {
      warnings.add(
          Issue.warning(
              "never-holds", place, "a row that never holds", "operators that can hold together"));
    } else if (TestLogic.isRange(operators) && numbers.isEmpty()) {
      warnings.add(
          Issue.warning(
              "never-holds",
              place,
              "a row that never holds, for no such number can be measured",
              "numbers " + shown(range)));
    } else if (isShadowed(row.test(), earlier)
        || (TestLogic.isRange(operators) && numbers.isCoveredBy(ranges, whole))) {
      shadowed(place, "a row that an earlier one leaves nothing to");
    }
  }

  private void shadowed(String place, String found) {
    warnings.add(
        Issue.warning("shadowed-row", place, found, "rows from the special to the general"));
  }

  private static boolean isShadowed(Test test, List<Row.When> earlier) {
    return TestLogic.alternatives(test).stream()
        .allMatch(
            alternative ->
                earlier.stream()
                    .anyMatch(row -> TestLogic.implies(alternative, row.test().operators())));
  }

  private static Interval within(Interval numbers, Interval range, boolean whole) {
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
