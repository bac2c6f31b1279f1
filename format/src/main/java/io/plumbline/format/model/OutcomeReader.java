package io.plumbline.format.model;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what scores make together: total, matrix, bands, and the entries that decide bands. */
final class OutcomeReader {
  private static final List<String> BAND_TESTS = List.of("at_least", "cells", "else");
  private static final List<String> BAND_KEYS =
      List.of("title", "description", "at_least", "cells", "else");
  private static final List<String> QUALIFY_KEYS =
      List.of("id", "title", "description", "if", "event", "where", "within", "band");
  private static final List<String> DISQUALIFY_KEYS =
      List.of("id", "title", "description", "if", "event", "where", "within");
  private static final String A_SCORE = "the name of a score";

  private OutcomeReader() {}

  static Optional<Total> total(FieldMap model) {
    List<String> keys = List.of("weights", "sum");
    Optional<FieldMap> map =
        model
            .get("total")
            .flatMap(it -> it.fields("{weights: {SCORE: WEIGHT, ..}} or {sum: [SCORE, ..]}"))
            .map(it -> it.allow(keys));
    String key = map.flatMap(it -> it.exactlyOne(keys, "a total")).orElse("");
    Optional<Place> value = map.flatMap(it -> it.get(key));
    return value.map(it -> key.equals("sum") ? sum(it) : weighted(it));
  }

  private static Total sum(Place place) {
    return new Total.Sum(
        place.items("a list of scores").stream().map(it -> it.text(A_SCORE).orElse("")).toList());
  }

  private static Total weighted(Place place) {
    List<Total.Weight> weights = new ArrayList<>();
    for (FieldMap.Entry entry :
        place.map("a map of scores and weights").map(FieldMap::entries).orElse(List.of())) {
      Points weight =
          entry.value().points("a weight above 0, at most 1000000").orElse(Points.of(1));
      weights.add(new Total.Weight(entry.key(), weight));
    }
    return new Total.Weighted(weights);
  }

  static Optional<Matrix> matrix(FieldMap model) {
    return model
        .get("matrix")
        .flatMap(it -> it.fields("{rows: SCORE, columns: SCORE}"))
        .map(it -> it.allow(List.of("rows", "columns")))
        .map(
            it ->
                new Matrix(
                    it.require("rows", "a matrix").flatMap(row -> row.text(A_SCORE)).orElse(""),
                    it.require("columns", "a matrix")
                        .flatMap(column -> column.text(A_SCORE))
                        .orElse("")));
  }

  static List<Band> bands(FieldMap model) {
    List<Band> bands = new ArrayList<>();
    Optional<FieldMap> map =
        model.get("bands").flatMap(it -> it.map("a map of bands, the last with else: true"));
    for (FieldMap.Entry entry : map.map(FieldMap::entries).orElse(List.of())) {
      bands.add(band(entry));
    }
    return bands;
  }

  private static Band band(FieldMap.Entry entry) {
    Optional<FieldMap> map =
        entry.value().fields("at_least, cells or else").map(it -> it.allow(BAND_KEYS));
    if (map.isEmpty()) {
      return new Band(entry.key(), Caption.NONE, new Band.Test.Otherwise());
    }
    String key = map.get().exactlyOne(BAND_TESTS, "a band").orElse("");
    Optional<Place> value = map.get().get(key);
    Band.Test test = value.map(it -> test(key, it)).orElse(new Band.Test.Otherwise());
    return new Band(entry.key(), RuleReader.caption(map.get()), test);
  }

  private static Band.Test test(String key, Place value) {
    return switch (key) {
      case "at_least" ->
          new Band.Test.AtLeast(value.points("points of the total").orElse(Points.ZERO));
      case "cells" ->
          new Band.Test.InCells(
              value.items("a list of cells such as [A1, A2]").stream()
                  .map(it -> it.label("a cell such as A1").orElse(""))
                  .toList());
      default -> {
        if (value.truth().filter(it -> !it).isPresent()) {
          value.error("wrong-value", "false", "true");
        }
        yield new Band.Test.Otherwise();
      }
    };
  }

  static List<Entry> qualifiers(FieldMap model) {
    return entries(model, "qualify", QUALIFY_KEYS);
  }

  static List<Entry> disqualifiers(FieldMap model) {
    return entries(model, "disqualify", DISQUALIFY_KEYS);
  }

  private static List<Entry> entries(FieldMap model, String key, List<String> keys) {
    List<Entry> entries = new ArrayList<>();
    Optional<Place> place = model.get(key);
    if (place.isPresent()) {
      for (Place item : place.get().items("a list of at least one entry")) {
        entries.add(entry(item, keys));
      }
    }
    return entries;
  }

  private static Entry entry(Place place, List<String> keys) {
    Optional<FieldMap> read =
        place.fields("an entry with if, event, or both").map(it -> it.allow(keys));
    if (read.isEmpty()) {
      return new Entry("", Caption.NONE, Optional.empty(), Optional.empty(), 0, "");
    }
    FieldMap map = read.get();
    boolean hasEvent = map.has("event");
    if (!hasEvent && !map.has("if")) {
      map.missing("if", "an entry without if and event", "if, event, or both");
    } else if (!hasEvent) {
      map.refuse(List.of("where", "within"), "without event", "an event beside it");
    }
    String band = "";
    if (keys.contains("band")) {
      band = map.require("band", "an entry").flatMap(it -> it.text("a band")).orElse("");
    }
    Signal signal = RuleReader.signal(map);
    int within = RuleReader.within(map);
    return new Entry(
        RuleReader.id(map, "an entry"),
        RuleReader.caption(map),
        map.get("if").map(ConditionReader::condition),
        hasEvent ? Optional.of(signal) : Optional.empty(),
        hasEvent ? within : 0,
        band);
  }
}
