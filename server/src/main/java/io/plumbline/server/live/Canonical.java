package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import io.plumbline.format.json.ValueJson;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values as a store gives them back: what is folded at once and what is folded from the store later
 * must be the same facts.
 */
final class Canonical {
  private static final int SHORT = 30;

  private Canonical() {}

  static Map<String, Value> of(Map<String, Value> values) {
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      if (!isPlain(entry.getKey()) || !isCanonical(entry.getValue())) {
        Map<String, Value> canonical = new HashMap<>();
        values.forEach(
            (name, value) ->
                of(value).ifPresent(v -> canonical.put(ValueJson.wellFormed(name), v)));
        return canonical;
      }
    }
    return values;
  }

  static Optional<Value> of(Value value) {
    return isCanonical(value)
        ? Optional.of(value)
        : Optional.ofNullable(ValueJson.readMap(ValueJson.writeMap(Map.of("v", value))).get("v"));
  }

  static String name(String name) {
    return ValueJson.wellFormed(name);
  }

  private static boolean isCanonical(Value value) {
    if (value instanceof Value.Text text) {
      return isPlain(text.text());
    }
    if (value instanceof Value.Decimal decimal) {
      BigDecimal number = decimal.number();
      return number.scale() == 0 && number.precision() < SHORT;
    }
    return value instanceof Value.Bool;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return !text.isBlank();
  }
}
