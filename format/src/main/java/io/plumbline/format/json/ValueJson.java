package io.plumbline.format.json;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Values as JSON: numbers exact, dates and instants as ISO 8601, only well-formed text. What JSON
 * can say and a value cannot (null, blank text, objects, lists in lists) is unknown.
 */
public final class ValueJson {
  /** Reads any number and text that its input's own limit lets in; only depth has a limit here. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .rootValueSeparator("")
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(500)
                  .build())
          .build();

  /** Numbers with more digits, before or behind the point, are text that is no number. */
  private static final int MOST_DIGITS = DecimalText.MAX_LENGTH;

  /** Numbers with a longer row of zeros are written with an exponent. */
  private static final int MOST_ZEROS = 40;

  private ValueJson() {}

  /** The value at the parser's token, read to its end; empty where it is unknown. */
  public static Optional<Value> read(JsonParser parser, JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      return list(parser);
    }
    if (token == JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Optional.empty();
    }
    return scalar(parser, token);
  }

  private static Optional<Value> scalar(JsonParser parser, JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return Value.ofText(parser.getString());
    }
    if (token.isNumeric()) {
      return Optional.of(number(parser.getString()));
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return Optional.of(new Value.Bool(token == JsonToken.VALUE_TRUE));
    }
    return Optional.empty();
  }

  private static Optional<Value> list(JsonParser parser) {
    List<Value> elements = new ArrayList<>();
    boolean flat = true;
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token.isStructStart()) {
        flat = false;
        parser.skipChildren();
      } else {
        scalar(parser, token).ifPresent(elements::add);
      }
      token = parser.nextToken();
    }
    return flat ? Value.ofElements(elements) : Optional.empty();
  }

  private static Value number(String text) {
    if (text.length() > MOST_DIGITS) {
      return new Value.Text(text);
    }
    try {
      BigDecimal number = new BigDecimal(text);
      long before = (long) number.precision() - number.scale();
      if (number.signum() == 0) {
        return new Value.Decimal(BigDecimal.ZERO);
      }
      if (number.scale() <= MOST_DIGITS && before <= MOST_DIGITS) {
        return new Value.Decimal(number);
      }
    } catch (NumberFormatException e) {
      // The exponent does not fit an int: far too large.
    }
    return new Value.Text(text);
  }

  /** The known values of a JSON object that was written by {@link #writeMap}. */
  public static Map<String, Value> readMap(byte[] json) {
    Map<String, Value> values = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        read(parser, parser.nextToken()).ifPresent(value -> values.put(name, value));
      }
    }
    return values;
  }

  /** Values by name as one JSON object in UTF-8, in the map's order. */
  public static byte[] writeMap(Map<String, Value> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      values.forEach(
          (name, value) -> {
            json.writeName(wellFormed(name));
            write(json, value);
          });
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  public static void write(JsonGenerator json, Value value) {
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
      many.elements().forEach(element -> write(json, element));
      json.writeEndArray();
    }
  }

  public static void text(JsonGenerator json, String name, String text) {
    json.writeName(name);
    text(json, text);
  }

  public static void text(JsonGenerator json, String text) {
    json.writeString(wellFormed(text));
  }

  /** Writes a number without trailing zeros, and without an exponent where that is not long. */
  public static void number(JsonGenerator json, BigDecimal number) {
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
  public static String wellFormed(String text) {
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
