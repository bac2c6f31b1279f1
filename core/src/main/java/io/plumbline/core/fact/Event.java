package io.plumbline.core.fact;

import java.time.Instant;
import java.util.Map;

/**
 * What a subject did, at an instant.
 *
 * @param id compared exactly; empty where the event has none
 * @param type never blank, compared as text
 * @param at when it happened, to the nanosecond
 * @param properties what is known of it, by exact name
 */
public record Event(String id, String type, Instant at, Map<String, Value> properties) {
  public Event {
    if (NormalText.isBlank(type)) {
      throw new IllegalArgumentException("an event needs a type");
    }
    properties = Map.copyOf(properties);
  }

  /** Whether another event of the subject with the same id is the same event. */
  public boolean hasId() {
    return !id.isEmpty();
  }
}
