package io.plumbline.format.model;

import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Grade.Threshold;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a score with its groups and grades. */
final class DimensionReader {
  private static final List<String> KEYS =
      List.of("title", "description", "min", "max", "groups", "grades");
  private static final List<String> GROUP_KEYS =
      List.of("title", "description", "weight", "min", "max", "rules");
  private static final String A_NUMBER = "a number from -1000000 to 1000000";

  private DimensionReader() {}

  static Dimension dimension(FieldMap.Entry entry) {
    String name = entry.key();
    Optional<FieldMap> read = entry.value().fields("a score: at least groups");
    if (read.isEmpty()) {
      Optional<Points> floor = Optional.of(Points.ZERO);
      return new Dimension(name, Caption.NONE, floor, Optional.empty(), List.of(), List.of());
    }
    FieldMap map = read.get().allow(KEYS);
    return new Dimension(
        name,
        RuleReader.caption(map),
        floor(map),
        limit(map, "max"),
        groups(map),
        map.get("grades").map(DimensionReader::grades).orElse(List.of()));
  }

  private static Optional<Points> floor(FieldMap map) {
    Optional<Place> min = map.get("min");
    if (min.isEmpty()) {
      return Optional.of(Points.ZERO);
    }
    if (min.get().node() instanceof Node.Scalar scalar && scalar.text().equals("none")) {
      return Optional.empty();
    }
    return min.get().points(A_NUMBER + ", or none");
  }

  private static Optional<Points> limit(FieldMap map, String key) {
    return map.get(key).flatMap(it -> it.points(A_NUMBER));
  }

  private static List<Group> groups(FieldMap map) {
    List<Group> groups = new ArrayList<>();
    Optional<FieldMap> read =
        map.require("groups", "a score").flatMap(it -> it.map("a map of at least one group"));
    for (FieldMap.Entry entry : read.map(FieldMap::entries).orElse(List.of())) {
      groups.add(group(entry));
    }
    return groups;
  }

  private static Group group(FieldMap.Entry entry) {
    Optional<FieldMap> read = entry.value().fields("a group: at least rules");
    if (read.isEmpty()) {
      return new Group(
          entry.key(),
          Caption.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    FieldMap map = read.get().allow(GROUP_KEYS);
    List<Rule> rules = new ArrayList<>();
    map.require("rules", "a group")
        .ifPresent(
            it ->
                it.items("a list of at least one rule")
                    .forEach(rule -> rules.add(RuleReader.rule(rule))));
    return new Group(
        entry.key(),
        RuleReader.caption(map),
        map.get("weight").flatMap(it -> it.points("a weight above 0, at most 1000000")),
        limit(map, "min"),
        limit(map, "max"),
        rules);
  }

  private static List<Grade> grades(Place place) {
    List<Grade> grades = new ArrayList<>();
    String expected = "a map of grades such as {A: 75%, B: 0%}";
    for (FieldMap.Entry entry : place.map(expected).map(FieldMap::entries).orElse(List.of())) {
      grades.add(new Grade(entry.key(), threshold(entry.value())));
    }
    return grades;
  }

  private static Threshold threshold(Place place) {
    String expected = "points, or a percentage such as 75%";
    if (place.isPercent()) {
      return new Threshold.OfMaximum(place.percent(expected).orElse(Points.ZERO));
    }
    return new Threshold.OfPoints(place.points(expected).orElse(Points.ZERO));
  }
}
