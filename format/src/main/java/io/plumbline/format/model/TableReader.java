package io.plumbline.format.model;

import io.plumbline.core.model.Points;
import io.plumbline.core.model.Table;
import io.plumbline.core.model.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows of a table. */
final class TableReader {
  private static final List<String> SPECIAL = List.of("else", "unknown", "never");
  static final String NUMBER = "a number of points";

  private TableReader() {}

  /** A table whose rows have certain operators. */
  static Table table(Place place, List<String> operators) {
    List<Row> rows = new ArrayList<>();
    for (Place item : place.items("a list of at least one row")) {
      rows.add(row(item, operators));
    }
    return new Table(rows);
  }

  private static Row row(Place place, List<String> operators) {
    Row broken = new Row.Never(Points.ZERO);
    Optional<FieldMap> read = place.fields("a row such as {at_least: 5, points: 8} or {else: 0}");
    if (read.isEmpty()) {
      return broken;
    }
    FieldMap map = read.get().allow(known(operators));
    Optional<FieldMap.Entry> special =
        map.entries().stream().filter(it -> SPECIAL.contains(it.key())).findFirst();
    if (special.isPresent()) {
      return special(map, special.get(), operators);
    }
    if (map.entries().stream().allMatch(it -> it.key().equals("points"))) {
      map.missing("else", "a row without operators", "an operator, or else");
    }
    Points points =
        map.require("points", "a row").flatMap(it -> it.points(NUMBER)).orElse(Points.ZERO);
    return new Row.When(ConditionReader.test(map, operators), points);
  }

  private static Row special(FieldMap map, FieldMap.Entry entry, List<String> operators) {
    List<String> others = new ArrayList<>(known(operators));
    others.remove(entry.key());
    map.refuse(others, "in a row " + entry.key(), entry.key() + " alone, its value the points");
    Points points = entry.value().points(NUMBER).orElse(Points.ZERO);
    if (entry.key().equals("else")) {
      return new Row.Otherwise(points);
    }
    return entry.key().equals("never") ? new Row.Never(points) : new Row.Unknown(points);
  }

  private static List<String> known(List<String> operators) {
    List<String> known = new ArrayList<>(operators);
    known.add("points");
    known.addAll(SPECIAL);
    return known;
  }
}
