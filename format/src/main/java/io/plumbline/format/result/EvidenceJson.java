package io.plumbline.format.result;

import io.plumbline.core.score.Evidence;
import io.plumbline.core.score.Evidence.AttributeFact;
import io.plumbline.format.json.ValueJson;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The facts behind a contribution as JSON. */
final class EvidenceJson {
  private EvidenceJson() {}

  /** One attribute stands by itself, several in a list. */
  static void write(JsonGenerator json, Evidence.Attributes evidence) {
    List<AttributeFact> facts = evidence.attributes();
    json.writeObjectPropertyStart("evidence");
    if (facts.size() == 1) {
      writeFact(json, facts.get(0));
    } else {
      json.writeArrayPropertyStart("attributes");
      for (AttributeFact fact : facts) {
        json.writeStartObject();
        writeFact(json, fact);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeFact(JsonGenerator json, AttributeFact fact) {
    JsonValues.text(json, "attribute", fact.attribute());
    fact.value()
        .ifPresent(
            value -> {
              json.writeName("value");
              ValueJson.write(json, value);
            });
  }

  static void write(JsonGenerator json, Evidence.Events evidence) {
    json.writeObjectPropertyStart("evidence");
    json.writeNumberProperty("events", evidence.count());
    evidence.first().ifPresent(at -> json.writeStringProperty("first", at.toString()));
    evidence.last().ifPresent(at -> json.writeStringProperty("last", at.toString()));
    if (!evidence.ids().isEmpty()) {
      json.writeArrayPropertyStart("ids");
      evidence.ids().forEach(id -> ValueJson.text(json, id));
      json.writeEndArray();
    }
    evidence
        .measured()
        .ifPresent(
            measured -> {
              json.writeName("measured");
              ValueJson.number(json, measured);
            });
    json.writeEndObject();
  }
}
