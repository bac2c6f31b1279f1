package io.plumbline.format.facts;

import io.plumbline.core.fact.DecimalText;
import io.plumbline.core.fact.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON as values of facts. */
final class Json {
  /** Numbers with more digits, before or behind the point, are text that is no number. */
  private static final int MOST_DIGITS = DecimalText.MAX_LENGTH;

  /** Any number and text fits that a row fits; only depth has a limit of its own. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(500)
                  .build())
          .build();

  private Json() {}

  static JsonParser parser(byte[] b, int from, int to) {
    return FACTORY.createParser(ObjectReadContext.empty(), b, from, to - from);
  }

  /** Takes the needed fields of the object that begins at the parser's token. */
  static void readObject(JsonParser parser, Fields fields) {
    fields.clear();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (fields.isNeeded(name)) {
        fields.set(name, value(parser, token));
      } else if (token.isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  /** The value at the parser's token, read to its end; empty where it is unknown. */
  static Optional<Value> value(JsonParser parser, JsonToken token) {
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

  /** The reason of a parser's complaint, without what only its programmer understands. */
  static String reason(JacksonException e) {
    String text = String.valueOf(e.getOriginalMessage());
    int source = text.indexOf("[Source:");
    int start = source < 0 ? -1 : text.lastIndexOf(" (", source);
    text = start > 0 ? text.substring(0, start) : text;
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
