package io.plumbline.core.oracle;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known: "an attribute that is absent, null, or blank text is unknown. Null and blank
 * elements of a list are left out; a list without elements is unknown."
 */
final class OracleFacts {
  private OracleFacts() {}

  static Facts known(Facts facts) {
    Subject subject = facts.subject();
    return new Facts(
        new Subject(subject.id(), known(subject.attributes())),
        facts.events().stream()
            .map(e -> new Event(e.id(), e.type(), e.at(), known(e.properties())))
            .toList());
  }

  private static Map<String, Value> known(Map<String, Value> values) {
    Map<String, Value> known = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof Value.Many many) {
            List<Value> left = many.elements().stream().filter(v -> !isBlank(v)).toList();
            if (!left.isEmpty()) {
              known.put(name, new Value.Many(left));
            }
          } else if (!isBlank(value)) {
            known.put(name, value);
          }
        });
    return known;
  }

  private static boolean isBlank(Value value) {
    return value instanceof Value.Text text && OracleText.trimmed(text.text()).isEmpty();
  }
}
