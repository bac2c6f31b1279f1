package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import io.plumbline.format.json.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON objects as values by name. The specification knows no objects in objects: their values
 * get dotted names, {@code address.country}. What lies too deep, and lists of objects or lists,
 * have no value. Not thread-safe.
 */
final class DottedValues {
  private final JsonParser parser;
  private int left;
  private boolean tooMany;
  private boolean tooLong;

  DottedValues(JsonParser parser) {
    this.parser = parser;
  }

  /** Begins with another call, whose values count anew. */
  void restart() {
    left = CollectionLimits.VALUES;
    tooMany = false;
    tooLong = false;
  }

  /** Reads the object that begins at the parser's token to its end. */
  void read(Draft draft, Section section) {
    object("", 1, draft.open(section));
    if (tooMany) {
      draft.refuse(
          new Unacceptable(
              "too_many_values",
              draft.path(section.path()),
              "found more than " + CollectionLimits.VALUES + " values in one event"));
    }
    if (tooLong) {
      draft.refuse(
          new Unacceptable(
              "too_long",
              draft.path(section.path()),
              "found a name of more than "
                  + CollectionLimits.NAME_CHARACTERS
                  + " characters, the names around it included"));
    }
  }

  private void object(String prefix, int depth, Map<String, Optional<Value>> into) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token != JsonToken.START_OBJECT) {
        value(name, token, into);
      } else if (depth == CollectionLimits.DEPTH) {
        parser.skipChildren();
      } else if (name.length() >= CollectionLimits.NAME_CHARACTERS) {
        tooLong = true;
        parser.skipChildren();
      } else {
        object(name + ".", depth + 1, into);
      }
    }
  }

  private void value(String name, JsonToken token, Map<String, Optional<Value>> into) {
    if (name.length() > CollectionLimits.NAME_CHARACTERS) {
      tooLong = true;
      parser.skipChildren();
    } else if (left <= 0) {
      tooMany = true;
      parser.skipChildren();
    } else if (!name.isBlank()) {
      left--;
      into.put(
          CleanText.of(name),
          token == JsonToken.START_ARRAY
              ? list()
              : ValueJson.read(parser, token).map(CleanText::of));
    } else {
      parser.skipChildren();
    }
  }

  private Optional<Value> list() {
    List<Value> elements = new ArrayList<>();
    boolean flat = true;
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token.isStructStart()) {
        flat = false;
        parser.skipChildren();
      } else if (left <= 0) {
        tooMany = true;
      } else {
        left--;
        ValueJson.read(parser, token).map(CleanText::of).ifPresent(elements::add);
      }
      token = parser.nextToken();
    }
    return flat ? Value.ofElements(elements) : Optional.empty();
  }
}
