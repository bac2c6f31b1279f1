package io.plumbline.core.model;

import io.plumbline.core.model.Table.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what is wrong with the rows of a table. */
final class TableCheck {
  /** So that the row that held for a lead fits into 16 bits. */
  static final int MAX_ROWS = 60_000;

  private final String path;
  private final IssueLog log;

  TableCheck(String path, IssueLog log) {
    this.path = path;
    this.log = log;
  }

  void lookup(Table table) {
    rows(table);
    forEach(
        table,
        Row.Never.class,
        "never",
        "never in the table of a lookup",
        "never only where a recency is measured");
    for (int i = 0; i < table.rows().size(); i++) {
      if (table.rows().get(i) instanceof Row.When when) {
        new ConditionCheck(Pointer.to(path, i), log).lookupRow(when.test());
      }
    }
  }

  void measured(Table table, boolean recency) {
    rows(table);
    forEach(
        table,
        Row.Unknown.class,
        "unknown",
        "unknown in the table of a measure",
        "unknown only in the table of a lookup");
    if (!recency) {
      forEach(
          table,
          Row.Never.class,
          "never",
          "never where no recency is measured",
          "never only with measure: recency");
    }
    for (int i = 0; i < table.rows().size(); i++) {
      if (table.rows().get(i) instanceof Row.When when) {
        new ConditionCheck(Pointer.to(path, i), log).measuredRow(when.test());
      }
    }
  }

  private void rows(Table table) {
    List<Row> rows = table.rows();
    if (rows.isEmpty()) {
      log.error("empty", path, "no row", "at least one row");
    }
    if (rows.size() > MAX_ROWS) {
      log.error("too-many-rows", path, rows.size() + " rows", "at most " + MAX_ROWS + " rows");
    }
    Set<Class<?>> seen = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String place = Pointer.to(path, i);
      if (row instanceof Row.When && seen.contains(Row.Otherwise.class)) {
        log.errorAtName(
            "row-after-else", place, "a row after else", "else after all rows with operators");
      } else if (!(row instanceof Row.When) && !seen.add(row.getClass())) {
        String key = key(row);
        log.errorAtName("repeated-row", place, "a second row " + key, key + " at most once");
      }
      Wording.checkBounds(
          log, place + (row instanceof Row.When ? "/points" : "/" + key(row)), row.points());
    }
  }

  private static String key(Row row) {
    if (row instanceof Row.Unknown) {
      return "unknown";
    }
    return row instanceof Row.Never ? "never" : "else";
  }

  private void forEach(
      Table table, Class<? extends Row> kind, String key, String found, String expected) {
    for (int i = 0; i < table.rows().size(); i++) {
      if (kind.isInstance(table.rows().get(i))) {
        log.errorAtName("misplaced-key", Pointer.to(path, i) + "/" + key, found, expected);
      }
    }
  }
}
