package io.plumbline.format.model;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Spelling;
import io.plumbline.core.model.SubjectKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tree of a file as a model, as far as it can be read. */
final class ModelTree {
  /** The version of the language that is read. */
  static final String VERSION = "1";

  private static final List<String> KEYS =
      List.of(
          "plumbline",
          "model",
          "title",
          "description",
          "time_zone",
          "subject",
          "scores",
          "total",
          "matrix",
          "bands",
          "qualify",
          "disqualify");

  private ModelTree() {}

  /** The model, with something harmless at each place that was noted as unread. */
  static Optional<ScoringModel> model(Place root) {
    return root.fields("a model: a map with plumbline, model and scores")
        .map(it -> model(it.allow(KEYS)));
  }

  private static ScoringModel model(FieldMap map) {
    map.require("plumbline", "a model").ifPresent(ModelTree::version);
    return new ScoringModel(
        map.require("model", "a model").flatMap(it -> it.text("an id")).orElse(""),
        RuleReader.caption(map),
        map.get("time_zone").flatMap(ModelTree::zone).orElse(ZoneId.of("UTC")),
        map.get("subject").flatMap(ModelTree::subject).orElse(SubjectKind.LEAD),
        scores(map),
        OutcomeReader.total(map),
        OutcomeReader.matrix(map),
        OutcomeReader.bands(map),
        OutcomeReader.qualifiers(map),
        OutcomeReader.disqualifiers(map));
  }

  private static void version(Place place) {
    boolean known =
        place.node() instanceof Node.Scalar scalar
            && scalar.plain()
            && scalar.text().equals(VERSION);
    if (!known && !(place.node() instanceof Node.Broken)) {
      place.error("wrong-value", Words.found(place.node()), "the language version " + VERSION);
    }
  }

  private static List<Dimension> scores(FieldMap map) {
    List<Dimension> scores = new ArrayList<>();
    Optional<FieldMap> read =
        map.require("scores", "a model").flatMap(it -> it.map("a map of at least one score"));
    for (FieldMap.Entry entry : read.map(FieldMap::entries).orElse(List.of())) {
      scores.add(DimensionReader.dimension(entry));
    }
    return scores;
  }

  private static Optional<SubjectKind> subject(Place place) {
    Optional<String> word = place.text("lead or account");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return switch (word.get()) {
      case "lead" -> Optional.of(SubjectKind.LEAD);
      case "account" -> Optional.of(SubjectKind.ACCOUNT);
      default -> {
        place.error("wrong-value", Words.found(place.node()), "lead or account");
        yield Optional.empty();
      }
    };
  }

  private static Optional<ZoneId> zone(Place place) {
    Optional<String> name = place.text("a time zone such as Europe/Bucharest");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Set<String> zones = ZoneId.getAvailableZoneIds();
    if (zones.contains(name.get())) {
      return name.map(ZoneId::of);
    }
    String meant =
        nearestZone(name.get(), zones).map(zone -> " (did you mean " + zone + "?)").orElse("");
    place.error(
        "unknown-zone",
        Words.found(place.node()),
        "the name of a time zone such as Europe/Bucharest" + meant);
    return Optional.empty();
  }

  /** The zone spelt nearly so, or the one of a city spelt so. */
  private static Optional<String> nearestZone(String name, Set<String> zones) {
    String city = "/" + name.replace(' ', '_');
    Optional<String> byCity =
        zones.stream().filter(zone -> endsWithIgnoringCase(zone, city)).sorted().findFirst();
    return byCity.isPresent() ? byCity : Spelling.nearest(name, zones.stream().sorted().toList());
  }

  private static boolean endsWithIgnoringCase(String text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.regionMatches(true, from, end, 0, end.length());
  }
}
