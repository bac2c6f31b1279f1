package io.plumbline.format.result;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;

/** Values as JSON: exact numbers, dates and instants as ISO 8601, and only well-formed text. */
final class JsonValues {
  /** Numbers with a longer row of zeros are written with an exponent. */
  private static final int MOST_ZEROS = 40;

  private JsonValues() {}

  static void value(JsonGenerator json, Value value) {
    if (value instanceof Value.Text text) {
      text(json, text.text());
    } else if (value instanceof Value.Decimal decimal) {
      number(json, decimal.number());
    } else if (value instanceof Value.Bool bool) {
      json.writeBoolean(bool.truth());
    } else if (value instanceof Value.Day day) {
      json.writeString(day.date().toString());
    } else if (value instanceof Value.Moment moment) {
      json.writeString(moment.instant().toString());
    } else if (value instanceof Value.Many many) {
      json.writeStartArray();
      many.elements().forEach(element -> value(json, element));
      json.writeEndArray();
    }
  }

  static void text(JsonGenerator json, String name, String text) {
    json.writeName(name);
    text(json, text);
  }

  static void text(JsonGenerator json, String text) {
    json.writeString(wellFormed(text));
  }

  /** Writes points; most are whole, and those need no decimal made of them. */
  static void points(JsonGenerator json, Points points) {
    if (points.thousandths() % 1000 == 0) {
      json.writeNumber(points.thousandths() / 1000);
    } else {
      json.writeNumber(points.toString());
    }
  }

  /** Writes a number without trailing zeros, and without an exponent where that is not long. */
  static void number(JsonGenerator json, BigDecimal number) {
    if (number.signum() == 0) {
      json.writeNumber(0);
      return;
    }
    BigDecimal plain = number.stripTrailingZeros();
    boolean exponent =
        plain.scale() < -MOST_ZEROS || plain.scale() - plain.precision() > MOST_ZEROS;
    json.writeNumber(exponent ? plain.toString() : plain.toPlainString());
  }

  /** The text with U+FFFD for each half of a surrogate pair, which UTF-8 cannot write. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                out.appendCodePoint(
                    Character.getType(point) == Character.SURROGATE ? 0xFFFD : point));
    return out.toString();
  }
}
