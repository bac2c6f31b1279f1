package io.plumbline.core.fact;

import java.util.Map;

/**
 * Who is scored: a lead or an account.
 *
 * @param id compared exactly, never blank
 * @param attributes what is known, by exact name; an unknown attribute is absent
 */
public record Subject(String id, Map<String, Value> attributes) {
  public Subject {
    if (NormalText.isBlank(id)) {
      throw new IllegalArgumentException("a subject needs an id");
    }
    attributes = Map.copyOf(attributes);
  }
}
