package io.plumbline.server.webhook;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.format.json.ValueJson;
import io.plumbline.server.notice.ModelNews.Publication;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertRule;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The bodies of messages: {@code docs/reference/webhooks.md} says what each field means. */
final class MessageBody {
  /** How many rules a message names: those whose points changed most. */
  static final int MOST_CONTRIBUTIONS = 10;

  private static final int MOST_DETAILS = 10;

  private MessageBody() {}

  /** That a score, grade or band changed. */
  static String change(
      MessageType type,
      Known version,
      ScoreChange change,
      Optional<Map<String, Points>> pointsBefore) {
    return envelope(
        type,
        change.at(),
        json -> {
          subject(json, version, change.after().or(change::before).map(Score::subject).orElse(""));
          version(json, version);
          cause(json, change.cause());
          score(json, "before", change.before());
          score(json, "after", change.after());
          pointsBefore.ifPresent(before -> contributions(json, before, change.contributions()));
        });
  }

  /**
   * That two leads became one, or two again.
   *
   * @param lead the one that has all facts, or had them
   * @param other the one that is part of it, or is one of its own again
   */
  static String merged(MessageType type, Merge merge, String lead, String other) {
    boolean known = merge.cause().equals("identify") || merge.cause().equals("alias");
    boolean byEvent = known && merge.undoneAt().isEmpty();
    return envelope(
        type,
        merge.undoneAt().orElse(merge.at()),
        json -> {
          ValueJson.text(json, "lead_id", lead);
          ValueJson.text(json, "merged_lead_id", other);
          json.writeNumberProperty("merge", merge.key());
          json.writeStringProperty("cause", byEvent ? merge.cause() : "request");
        });
  }

  /** That an alert was raised for a subject. */
  static String alert(AlertRule rule, Known version, Score score, Instant at) {
    return envelope(
        MessageType.ALERT_RAISED,
        at,
        json -> {
          json.writeObjectPropertyStart("alert");
          json.writeStringProperty("id", Long.toString(rule.key()));
          ValueJson.text(json, "name", rule.name());
          json.writeStringProperty("on", lower(rule.on()));
          if (!rule.part().isEmpty()) {
            ValueJson.text(json, "score", rule.part());
          }
          json.writeStringProperty("direction", lower(rule.direction()));
          ValueJson.text(json, "threshold", rule.threshold());
          json.writeEndObject();
          subject(json, version, score.subject());
          version(json, version);
          score(json, "score", Optional.of(score));
        });
  }

  /** That a version of a model became live. */
  static String published(Publication publication) {
    return envelope(
        MessageType.MODEL_PUBLISHED,
        publication.at(),
        json -> {
          json.writeStringProperty("model", publication.model());
          json.writeNumberProperty("version", publication.version());
          if (publication.previous().isPresent()) {
            json.writeNumberProperty("previous_version", publication.previous().getAsInt());
          } else {
            json.writeNullProperty("previous_version");
          }
          ValueJson.text(json, "note", publication.note());
          json.writeNumberProperty("changed", publication.changed());
        });
  }

  /** A message without news, to try an endpoint. */
  static String ping(long endpoint, Instant at) {
    return envelope(
        MessageType.PING, at, json -> json.writeStringProperty("webhook", "" + endpoint));
  }

  private static String envelope(MessageType type, Instant at, Consumer<JsonGenerator> data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("type", type.wire());
      json.writeStringProperty("timestamp", at.toString());
      json.writeObjectPropertyStart("data");
      data.accept(json);
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void subject(JsonGenerator json, Known version, String id) {
    ValueJson.text(json, version.scoring().subject().idName(), id);
  }

  private static void version(JsonGenerator json, Known version) {
    json.writeStringProperty("model", version.model());
    json.writeNumberProperty("version", version.number());
  }

  private static void cause(JsonGenerator json, ScoreChange.Cause cause) {
    json.writeObjectPropertyStart("cause");
    json.writeStringProperty("kind", lower(cause.kind()));
    json.writeArrayPropertyStart("details");
    cause.details().stream().limit(MOST_DETAILS).forEach(detail -> ValueJson.text(json, detail));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void score(JsonGenerator json, String name, Optional<Score> score) {
    json.writeName(name);
    if (score.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    score.get().total().ifPresent(total -> number(json, "total", total));
    json.writeObjectPropertyStart("scores");
    for (Score.OfDimension part : score.get().scores()) {
      json.writeName(part.name());
      json.writeStartObject();
      number(json, "points", part.points());
      textIfAny(json, "grade", part.grade());
      json.writeEndObject();
    }
    json.writeEndObject();
    textIfAny(json, "cell", score.get().cell());
    textIfAny(json, "band", score.get().band());
    textIfAny(json, "qualified_by", score.get().qualifiedBy());
    textIfAny(json, "disqualified_by", score.get().disqualifiedBy());
    json.writeEndObject();
  }

  private static void contributions(
      JsonGenerator json, Map<String, Points> before, Map<String, Points> after) {
    json.writeArrayPropertyStart("contributions");
    for (Difference difference : differences(before, after)) {
      json.writeStartObject();
      ValueJson.text(json, "rule", difference.rule());
      number(json, "before", difference.before());
      number(json, "after", difference.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The rules whose points differ, those that differ most first. */
  private static List<Difference> differences(
      Map<String, Points> before, Map<String, Points> after) {
    Map<String, Points> all = new TreeMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .map(
            rule ->
                new Difference(
                    rule,
                    before.getOrDefault(rule, Points.ZERO),
                    after.getOrDefault(rule, Points.ZERO)))
        .filter(difference -> difference.size() > 0)
        .sorted(Comparator.comparingLong(Difference::size).reversed())
        .limit(MOST_CONTRIBUTIONS)
        .toList();
  }

  private record Difference(String rule, Points before, Points after) {
    long size() {
      return Math.abs(after.thousandths() - before.thousandths());
    }
  }

  private static void number(JsonGenerator json, String name, Points points) {
    json.writeName(name);
    ValueJson.number(json, points.toDecimal());
  }

  private static void textIfAny(JsonGenerator json, String name, String text) {
    if (!text.isEmpty()) {
      ValueJson.text(json, name, text);
    }
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
