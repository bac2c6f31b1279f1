package io.plumbline.format.model;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.ModelCase.Expectation;
import io.plumbline.format.model.ModelCase.Probe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a case expects; names must be names of the model. */
final class ExpectationReader {
  static final String NONE = "none";
  private static final List<String> KEYS =
      List.of(
          "total",
          "scores",
          "grades",
          "groups",
          "rules",
          "unknown",
          "cell",
          "band",
          "qualified_by",
          "disqualified_by",
          "coverage",
          "next_change");
  private static final String POINTS = "points with at most three decimals";

  private final ScoringModel model;
  private final List<String> scores;
  private final List<String> groups;
  private final List<String> rules;
  private final List<String> attributeRules;

  ExpectationReader(ScoringModel model) {
    this.model = model;
    this.scores = model.scores().stream().map(Dimension::name).toList();
    this.groups =
        model.scores().stream()
            .flatMap(score -> score.groups().stream().map(it -> score.name() + "." + it.name()))
            .toList();
    List<Rule> all =
        model.scores().stream()
            .flatMap(it -> it.groups().stream())
            .map(Group::rules)
            .flatMap(Collection::stream)
            .toList();
    this.rules = all.stream().map(Rule::id).toList();
    this.attributeRules =
        all.stream().filter(Rule.OfAttributes.class::isInstance).map(Rule::id).toList();
  }

  List<Expectation> read(Place place) {
    List<Expectation> read = new ArrayList<>();
    Optional<FieldMap> map = place.map("at least one expectation").map(it -> it.allow(KEYS));
    for (FieldMap.Entry entry : map.map(FieldMap::entries).orElse(List.of())) {
      if (KEYS.contains(entry.key())) {
        read(entry.key(), entry.value(), read);
      }
    }
    return read;
  }

  private void read(String key, Place value, List<Expectation> to) {
    switch (key) {
      case "total" -> {
        if (model.hasTotal()) {
          points(value, "total", Probes::total).ifPresent(to::add);
        } else {
          value.error("no-total", "a total", "none, for the model has several scores and no total");
        }
      }
      case "scores" ->
          named(
              value,
              scores,
              "score",
              (it, name) -> points(it, "score " + name, Probes.score(name)),
              to);
      case "groups" ->
          named(
              value,
              groups,
              "group",
              (it, name) -> points(it, "group " + name, Probes.group(name)),
              to);
      case "rules" ->
          named(
              value,
              rules,
              "rule",
              (it, name) -> points(it, "rule " + name, Probes.rule(name)),
              to);
      case "grades" -> named(value, graded(), "score with grades", this::grade, to);
      case "unknown" -> unknown(value).ifPresent(to::add);
      case "coverage" -> points(value, "coverage", Probes::coverage).ifPresent(to::add);
      case "next_change" -> nextChange(value, to);
      default -> word(key, value).ifPresent(to::add);
    }
  }

  private interface Reader {
    Optional<Expectation> read(Place value, String name);
  }

  private static void named(
      Place place, List<String> known, String what, Reader reader, List<Expectation> to) {
    Optional<FieldMap> map = place.map("a map with at least one " + what);
    for (FieldMap.Entry entry : map.map(FieldMap::entries).orElse(List.of())) {
      if (known.contains(entry.key())) {
        reader.read(entry.value(), entry.key()).ifPresent(to::add);
      } else {
        String found = "no " + what + " " + Words.quoted(entry.key());
        String expected = Words.oneOf(known, entry.key());
        Findings findings = place.findings();
        findings.error("unknown-name", entry.value().path(), entry.at(), found, expected);
      }
    }
  }

  private static Optional<Expectation> points(Place place, String what, Probe probe) {
    return place.points(POINTS).map(it -> expectation(place, what, it.toString(), probe));
  }

  private static Expectation expectation(Place place, String what, String expected, Probe probe) {
    return new Expectation(place.position(), place.path(), what, expected, probe);
  }

  private List<String> graded() {
    return model.scores().stream()
        .filter(it -> !it.grades().isEmpty())
        .map(Dimension::name)
        .toList();
  }

  private Optional<Expectation> grade(Place place, String score) {
    List<String> labels =
        model.score(score).stream().flatMap(it -> it.grades().stream()).map(Grade::label).toList();
    return known(place, "grade", labels)
        .map(it -> expectation(place, "grade " + score, it, Probes.grade(score)));
  }

  private static Optional<String> known(Place place, String what, List<String> words) {
    Optional<String> word = place.label("a " + what);
    if (word.isPresent() && !words.contains(word.get())) {
      String found = "no " + what + " " + Words.quoted(word.get());
      place.error("unknown-name", found, Words.oneOf(words, word.get()));
      return Optional.empty();
    }
    return word;
  }

  private Optional<Expectation> unknown(Place place) {
    Set<String> ids = new TreeSet<>();
    boolean empty = place.node() instanceof Node.Items items && items.elements().isEmpty();
    List<Place> items = empty ? List.of() : place.items("a list of rules that look at attributes");
    if (items.isEmpty() && !empty) {
      return Optional.empty();
    }
    for (Place item : items) {
      known(item, "rule that looks at attributes", attributeRules).ifPresent(ids::add);
    }
    return Optional.of(expectation(place, "unknown", Probes.list(ids), Probes::unknown));
  }

  private Optional<Expectation> word(String key, Place place) {
    List<String> words = new ArrayList<>();
    words.add(NONE);
    return switch (key) {
      case "cell" ->
          place.label("a cell such as A1").map(it -> expectation(place, "cell", it, Probes::cell));
      case "band" -> {
        model.bands().stream().map(Band::name).forEach(words::add);
        words.add(ScoringModel.DISQUALIFIED);
        yield known(place, "band", words).map(it -> expectation(place, "band", it, Probes::band));
      }
      case "qualified_by" -> {
        model.qualifiers().stream().map(Entry::id).forEach(words::add);
        yield known(place, "entry of qualify", words)
            .map(it -> expectation(place, key, it, Probes::qualifiedBy));
      }
      default -> {
        model.disqualifiers().stream().map(Entry::id).forEach(words::add);
        yield known(place, "entry of disqualify", words)
            .map(it -> expectation(place, key, it, Probes::disqualifiedBy));
      }
    };
  }

  private void nextChange(Place place, List<Expectation> to) {
    if (!place.isMap()) {
      Optional<String> none = place.text("a map with day and points, or none");
      if (none.isPresent() && !none.get().equals(NONE)) {
        place.error("wrong-value", Words.found(place.node()), "a map with day and points, or none");
      } else if (none.isPresent()) {
        Probe probe = model.hasTotal() ? Probes::nextChange : Probes.nextChanges(scores);
        to.add(expectation(place, "next_change", NONE, probe));
      }
      return;
    }
    List<String> names = new ArrayList<>(scores);
    if (model.hasTotal()) {
      names.add("total");
    }
    List<String> keys = new ArrayList<>(names);
    keys.add("day");
    FieldMap map = place.map("a map with day and points").orElseThrow().allow(keys);
    Optional<LocalDate> day = map.require("day", "a change").flatMap(Place::date);
    List<FieldMap.Entry> points =
        map.entries().stream().filter(it -> names.contains(it.key())).toList();
    if (points.isEmpty()) {
      map.exactlyOne(names, "a change");
    }
    for (FieldMap.Entry entry : points) {
      Optional<Points> expected = entry.value().points(POINTS);
      if (day.isPresent() && expected.isPresent()) {
        Probe probe =
            entry.key().equals("total") ? Probes::nextChange : Probes.nextChange(entry.key());
        String change = Probes.change(day.get(), expected.get());
        to.add(expectation(entry.value(), "next_change " + entry.key(), change, probe));
      }
    }
  }
}
