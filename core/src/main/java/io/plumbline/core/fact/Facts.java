package io.plumbline.core.fact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that is known of one subject.
 *
 * @param events in the order received; of several with one id the first counts
 */
public record Facts(Subject subject, List<Event> events) {
  public Facts {
    events = List.copyOf(events);
  }

  /** The events without repetitions of an id, in the order received. */
  public List<Event> distinctEvents() {
    Set<String> seen = new HashSet<>();
    List<Event> distinct = new ArrayList<>(events.size());
    for (Event event : events) {
      if (!event.hasId() || seen.add(event.id())) {
        distinct.add(event);
      }
    }
    return distinct;
  }
}
