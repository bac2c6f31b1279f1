package io.plumbline.format.model;

import io.plumbline.core.model.Caption;
import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Measure;
import io.plumbline.core.model.Naming;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Signal;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a rule. */
final class RuleReader {
  private static final List<String> KINDS = List.of("if", "lookup", "event");
  private static final List<String> EVENT_KINDS = List.of("points", "tiers", "measure");
  private static final List<String> ALL =
      List.of(
          "id",
          "title",
          "description",
          "if",
          "lookup",
          "event",
          "points",
          "table",
          "where",
          "within",
          "per_day",
          "tiers",
          "measure",
          "cap",
          "decay");
  private static final String A_TYPE = "an event type, a list of them, or \"*\"";

  private final FieldMap map;
  private final String id;
  private final Caption caption;

  private RuleReader(FieldMap map) {
    this.map = map;
    this.id = id(map, "a rule");
    this.caption = caption(map);
  }

  /** The rule at a place; one that gives nothing where it cannot be read. */
  static Rule rule(Place place) {
    return place
        .fields("a rule")
        .map(it -> new RuleReader(it.allow(ALL)).rule())
        .orElse(new Rule.If("", Caption.NONE, Condition.ALWAYS, Points.ZERO));
  }

  static String id(FieldMap map, String what) {
    return map.require("id", what).flatMap(it -> it.text("an id")).orElse("");
  }

  static Caption caption(FieldMap map) {
    String title = map.get("title").flatMap(it -> it.anyText("a text")).orElse("");
    String description = map.get("description").flatMap(it -> it.anyText("a text")).orElse("");
    return new Caption(title, description);
  }

  private Rule rule() {
    String kind = map.exactlyOne(KINDS, "a rule").orElse("");
    return switch (kind) {
      case "if" -> {
        refuse(
            "in a rule with if",
            "table",
            "where",
            "within",
            "per_day",
            "tiers",
            "measure",
            "cap",
            "decay");
        Condition condition =
            map.get("if").map(ConditionReader::condition).orElse(Condition.ALWAYS);
        yield new Rule.If(id, caption, condition, points());
      }
      case "lookup" -> {
        refuse(
            "in a rule with lookup",
            "points",
            "where",
            "within",
            "per_day",
            "tiers",
            "measure",
            "cap",
            "decay");
        String attribute =
            map.get("lookup").flatMap(it -> it.text("the name of an attribute")).orElse("");
        yield new Rule.Lookup(id, caption, attribute, table(ConditionReader.OF_ROWS));
      }
      case "event" -> eventRule();
      default -> new Rule.If(id, caption, Condition.ALWAYS, Points.ZERO);
    };
  }

  private void refuse(String where, String... keys) {
    for (String key : keys) {
      map.refuse(List.of(key), where, key + " only beside " + home(key));
    }
  }

  private static String home(String key) {
    return switch (key) {
      case "points" -> "if or event";
      case "table" -> "lookup or measure";
      case "cap" -> "event and points";
      default -> "event";
    };
  }

  private Points points() {
    return map.require("points", "a rule")
        .flatMap(it -> it.points(TableReader.NUMBER))
        .orElse(Points.ZERO);
  }

  private Table table(List<String> operators) {
    return map.require("table", "a rule")
        .map(it -> TableReader.table(it, operators))
        .orElse(new Table(List.of()));
  }

  private Rule eventRule() {
    Signal signal = signal(map);
    int within = within(map);
    Decay decay = map.get("decay").map(RuleReader::decay).orElse(Decay.NONE);
    String kind = map.exactlyOne(EVENT_KINDS, "a rule with event").orElse("");
    return switch (kind) {
      case "tiers" -> {
        refuse("in a rule with tiers", "cap", "table");
        List<Rule.Tier> tiers = map.get("tiers").map(RuleReader::tiers).orElse(List.of());
        yield new Rule.Tiers(id, caption, signal, within, tiers, decay);
      }
      case "measure" -> {
        refuse("in a rule with measure", "cap");
        Measure measure = map.get("measure").map(RuleReader::measure).orElse(new Measure.Count());
        Table table = table(ConditionReader.OF_NUMBERS);
        yield new Rule.Measured(id, caption, signal, within, measure, table, decay);
      }
      default -> {
        refuse("in a rule without measure", "table");
        Points points = kind.isEmpty() ? Points.ZERO : points();
        Optional<Points> cap = map.get("cap").flatMap(it -> it.points("a number from 0"));
        yield new Rule.PerEvent(id, caption, signal, within, points, cap, decay);
      }
    };
  }

  /** The events that a rule or an entry names. */
  static Signal signal(FieldMap map) {
    List<String> types = map.get("event").map(RuleReader::types).orElse(List.of());
    Condition where = map.get("where").map(ConditionReader::condition).orElse(Condition.ALWAYS);
    int perDay =
        map.get("per_day")
            .flatMap(it -> it.whole(1, 1_000_000_000, "a whole number from 1"))
            .orElse(0);
    return new Signal(types, where, perDay);
  }

  static int within(FieldMap map) {
    return map.get("within").flatMap(Place::span).orElse(0);
  }

  private static List<String> types(Place place) {
    if (!place.isList()) {
      Optional<String> type = place.text(A_TYPE);
      return type.filter(it -> !it.equals(Naming.EVERY_TYPE)).map(List::of).orElse(List.of());
    }
    List<String> types = new ArrayList<>();
    for (Place item : place.items(A_TYPE)) {
      Optional<String> type = item.text("an event type");
      if (type.filter(it -> it.equals(Naming.EVERY_TYPE)).isPresent()) {
        item.error("star-in-list", "\"*\" in a list", "\"*\" alone, or types by name");
      } else {
        type.ifPresent(types::add);
      }
    }
    return types;
  }

  private static List<Rule.Tier> tiers(Place place) {
    List<Rule.Tier> tiers = new ArrayList<>();
    String expected = "a map of counts and points such as {1: 5, 3: 10}";
    for (FieldMap.Entry entry : place.map(expected).map(FieldMap::entries).orElse(List.of())) {
      if (entry.key().matches("[1-9][0-9]{0,17}")) {
        Points points = entry.value().points(TableReader.NUMBER).orElse(Points.ZERO);
        tiers.add(new Rule.Tier(Long.parseLong(entry.key()), points));
      } else {
        String found = "the count " + Words.quoted(entry.key());
        Findings findings = place.findings();
        findings.error("bad-count", entry.value().path(), entry.at(), found, "whole counts from 1");
      }
    }
    return tiers;
  }

  private static Measure measure(Place place) {
    if (place.isMap()) {
      FieldMap map = place.fields("").orElseThrow();
      List<String> keys = List.of("sum", "max");
      map.allow(keys);
      String key = map.exactlyOne(keys, "a measure").orElse("sum");
      String property =
          map.get(key).flatMap(it -> it.text("the name of a property")).orElse("unread");
      return key.equals("sum") ? new Measure.Sum(property) : new Measure.Max(property);
    }
    List<String> words = List.of("count", "days", "recency");
    String expected = "count, days, recency, {sum: PROPERTY} or {max: PROPERTY}";
    String word = place.text(expected).orElse("count");
    if (!words.contains(word)) {
      place.error("wrong-value", Words.found(place.node()), expected);
    }
    if (word.equals("days")) {
      return new Measure.Days();
    }
    return word.equals("recency") ? new Measure.Recency() : new Measure.Count();
  }

  private static Decay decay(Place place) {
    List<String> keys = List.of("half_life", "linear", "steps");
    Optional<FieldMap> map =
        place.fields("a map such as {half_life: 14d}").map(it -> it.allow(keys));
    String key = map.flatMap(it -> it.exactlyOne(keys, "a decay")).orElse("");
    Optional<Place> value = map.flatMap(it -> it.get(key));
    if (key.equals("steps")) {
      return new Decay.Steps(value.map(RuleReader::steps).orElse(List.of()));
    }
    Optional<Integer> days = value.flatMap(Place::span);
    if (days.isEmpty()) {
      return Decay.NONE;
    }
    return key.equals("linear") ? new Decay.Linear(days.get()) : new Decay.HalfLife(days.get());
  }

  private static List<Decay.Step> steps(Place place) {
    List<Decay.Step> steps = new ArrayList<>();
    String expected = "a map of spans and percentages such as {30d: 50%, 90d: 0%}";
    for (FieldMap.Entry entry : place.map(expected).map(FieldMap::entries).orElse(List.of())) {
      Points percent = entry.value().percent("a percentage from 0% to 100%").orElse(Points.ZERO);
      Optional<Integer> days = Place.days(entry.key());
      if (days.isEmpty()) {
        String found = "the bound " + Words.quoted(entry.key());
        String span = "a span of days from 1d to 36500d";
        Findings findings = place.findings();
        findings.error("bad-span", entry.value().path(), entry.at(), found, span);
      } else {
        steps.add(new Decay.Step(days.get(), percent));
      }
    }
    return steps;
  }
}
