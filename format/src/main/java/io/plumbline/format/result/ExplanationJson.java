package io.plumbline.format.result;

import io.plumbline.core.model.Points;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.NextChange;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Explanation.TotalPart;
import io.plumbline.core.score.Score;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An explanation as one compact line of JSON; {@code docs/reference/explanation.md} says what each
 * field means. Numbers are exact and have no trailing zeros. Thread-safe.
 */
public final class ExplanationJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ExplanationJson() {}

  /** The explanation of a lead's or an account's score as text. */
  public static String text(Explanation explanation, SubjectKind kind) {
    return new String(bytes(explanation, kind), StandardCharsets.UTF_8);
  }

  /** The explanation of a lead's or an account's score as UTF-8. */
  public static byte[] bytes(Explanation explanation, SubjectKind kind) {
    return bytes(explanation, kind, OptionalInt.empty());
  }

  /**
   * The explanation as UTF-8.
   *
   * @param version the number of the model's version that judged; empty where it has none
   */
  public static byte[] bytes(Explanation explanation, SubjectKind kind, OptionalInt version) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      writeExplanation(json, explanation, kind, version);
    }
    return out.toByteArray();
  }

  private static void writeExplanation(
      JsonGenerator json, Explanation explanation, SubjectKind kind, OptionalInt version) {
    Score score = explanation.score();
    json.writeStartObject();
    JsonValues.text(json, kind.idName(), score.subject());
    json.writeStringProperty("model", score.model());
    version.ifPresent(number -> json.writeNumberProperty("version", number));
    json.writeStringProperty("as_of", score.asOf().toString());
    json.writeStringProperty("day", score.day().toString());
    score.total().ifPresent(total -> number(json, "total", total));
    textIfAny(json, "cell", score.cell());
    textIfAny(json, "band", score.band());
    textIfAny(json, "qualified_by", score.qualifiedBy());
    textIfAny(json, "disqualified_by", score.disqualifiedBy());
    number(json, "coverage", score.coverage());
    if (score.total().isPresent()) {
      nextChange(json, "total", explanation.nextChange());
    }
    if (!explanation.totalParts().isEmpty()) {
      json.writeArrayPropertyStart("parts");
      explanation.totalParts().forEach(part -> writePart(json, part));
      json.writeEndArray();
    }
    json.writeArrayPropertyStart("scores");
    explanation.dimensions().forEach(dimension -> writeScore(json, dimension));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePart(JsonGenerator json, TotalPart part) {
    json.writeStartObject();
    json.writeStringProperty("score", part.score());
    part.weight().ifPresent(weight -> number(json, "weight", weight));
    number(json, "points", part.points());
    json.writeEndObject();
  }

  private static void writeScore(JsonGenerator json, DimensionProof score) {
    json.writeStartObject();
    json.writeStringProperty("name", score.name());
    number(json, "points", score.points());
    textIfAny(json, "grade", score.grade());
    if (score.min().isEmpty()) {
      json.writeNullProperty("min");
    } else if (!score.min().get().equals(Points.ZERO)) {
      number(json, "min", score.min().get());
    }
    score.max().ifPresent(max -> number(json, "max", max));
    number(json, "sum", score.sum());
    range(json, score.range());
    nextChange(json, "points", score.nextChange());
    json.writeArrayPropertyStart("groups");
    score.groups().forEach(group -> writeGroup(json, group));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeGroup(JsonGenerator json, GroupProof group) {
    json.writeStartObject();
    json.writeStringProperty("name", group.name());
    number(json, "points", group.points());
    group.weight().ifPresent(weight -> number(json, "weight", weight));
    number(json, "sum", group.sum());
    number(json, "limited", group.limited());
    json.writeArrayPropertyStart("rules");
    group.rules().forEach(rule -> writeRule(json, rule));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeRule(JsonGenerator json, Contribution rule) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.rule());
    json.writeStringProperty("kind", lower(rule.kind()));
    if (rule instanceof Contribution.OfAttributes known) {
      json.writeStringProperty("answer", lower(known.answer()));
      number(json, "points", known.points());
      if (known.answer() == Contribution.Answer.UNKNOWN) {
        range(json, known.range());
      }
      EvidenceJson.write(json, known.evidence());
    } else if (rule instanceof Contribution.OfEvents done) {
      number(json, "before_decay", done.beforeDecay());
      number(json, "after_decay", done.afterDecay());
      number(json, "points", done.points());
      EvidenceJson.write(json, done.evidence());
    }
    json.writeEndObject();
  }

  private static void nextChange(JsonGenerator json, String points, Optional<NextChange> change) {
    if (change.isEmpty()) {
      json.writeNullProperty("next_change");
      return;
    }
    json.writeObjectPropertyStart("next_change");
    json.writeStringProperty("day", change.get().day().toString());
    number(json, points, change.get().points());
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, Range range) {
    json.writeArrayPropertyStart("range");
    JsonValues.points(json, range.lowest());
    JsonValues.points(json, range.highest());
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, Points points) {
    json.writeName(name);
    JsonValues.points(json, points);
  }

  private static void textIfAny(JsonGenerator json, String name, String text) {
    if (!text.isEmpty()) {
      json.writeStringProperty(name, text);
    }
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
