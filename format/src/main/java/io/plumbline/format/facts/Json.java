package io.plumbline.format.facts;

import io.plumbline.format.json.ValueJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** JSON as values of facts. */
final class Json {

  private Json() {}

  static JsonParser parser(byte[] b, int from, int to) {
    return ValueJson.FACTORY.createParser(ObjectReadContext.empty(), b, from, to - from);
  }

  /** Takes the needed fields of the object that begins at the parser's token. */
  static void readObject(JsonParser parser, Fields fields) {
    fields.clear();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (fields.isNeeded(name)) {
        fields.set(name, ValueJson.read(parser, token));
      } else if (token.isStructStart()) {
        parser.skipChildren();
      }
    }
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
