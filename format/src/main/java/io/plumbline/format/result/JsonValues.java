package io.plumbline.format.result;

import io.plumbline.core.model.Points;
import io.plumbline.format.json.ValueJson;
import tools.jackson.core.JsonGenerator;

/** Points and texts of results as JSON. */
final class JsonValues {
  private JsonValues() {}

  static void text(JsonGenerator json, String name, String text) {
    json.writeName(name);
    ValueJson.text(json, text);
  }

  /** Writes points; most are whole, and those need no decimal made of them. */
  static void points(JsonGenerator json, Points points) {
    if (points.thousandths() % 1000 == 0) {
      json.writeNumber(points.thousandths() / 1000);
    } else {
      json.writeNumber(points.toString());
    }
  }
}
