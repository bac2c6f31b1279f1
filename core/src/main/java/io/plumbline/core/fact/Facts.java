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
    return distinct(events);
  }

  /** Events without repetitions of an id, of which the first counts. */
  public static List<Event> distinct(List<Event> received) {
    Set<String> seen = new HashSet<>();
    List<Event> distinct = new ArrayList<>(received.size());
    for (Event event : received) {
      if (!event.hasId() || seen.add(event.id())) {
        distinct.add(event);
      }
    }
    return distinct;
  }
}
