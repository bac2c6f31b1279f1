package io.plumbline.store.jdbc;

import io.plumbline.core.fact.Value;
import io.plumbline.format.json.ValueJson;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** Values as columns hold them: JSON. */
final class HeldValue {
  private HeldValue() {}

  static String of(Value value) {
    StringWriter out = new StringWriter(32);
    try (JsonGenerator json = ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      ValueJson.write(json, value);
    }
    return out.toString();
  }

  static Optional<Value> value(String json) {
    try (JsonParser parser = ValueJson.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return ValueJson.read(parser, parser.nextToken());
    }
  }

  static String of(Map<String, Value> values) {
    return values.isEmpty() ? "{}" : new String(ValueJson.writeMap(values), StandardCharsets.UTF_8);
  }

  static Map<String, Value> values(byte[] json) {
    return json.length <= 2 ? Map.of() : ValueJson.readMap(json);
  }
}
