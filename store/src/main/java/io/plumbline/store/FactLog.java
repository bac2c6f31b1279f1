package io.plumbline.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All facts, only ever appended. */
public interface FactLog {
  /**
   * Appends events in the order received. An event whose profile has one of the same id already,
   * before or in this list, is not appended.
   *
   * @return a bit for each event, set where it was appended
   */
  BitSet appendEvents(List<EventFact> events);

  void appendAttributes(List<AttributeFact> attributes);

  /** Those of some event ids that one of the profiles has. */
  Set<String> known(Collection<Long> profiles, Collection<String> ids);

  /** Those of some event ids, by profile, that the profile has. */
  Map<Long, Set<String>> known(Map<Long, Set<String>> ids);

  /** All events of the profiles up to an instant, in the order received; ids may repeat. */
  List<EventFact> events(Collection<Long> profiles, Instant upTo);

  /**
   * The latest events of the profiles before a place, the latest first (instant, then id); of those
   * with one id only the first received, which is the one that counts.
   */
  List<EventFact> timeline(Collection<Long> profiles, Optional<Place> before, int limit);

  /** All attribute facts of the profiles up to an instant, by instant, then as received. */
  List<AttributeFact> attributes(Collection<Long> profiles, Instant upTo);

  /**
   * Shows all events of a range of profiles, a profile's events together in the order received,
   * profiles rising.
   *
   * @param types only events whose type is exactly one of these; empty for all
   */
  void scanEvents(long fromProfile, long toProfile, Set<String> types, Visitor visitor);

  /** The number of events. */
  long eventCount();

  /** All types of events that were ever received, as written. */
  Set<String> types();

  /** A place in a timeline: by instant, then by the id's characters. */
  record Place(Instant at, String id) implements Comparable<Place> {
    public static Place of(EventFact fact) {
      return new Place(fact.event().at(), fact.event().id());
    }

    @Override
    public int compareTo(Place other) {
      int byInstant = at.compareTo(other.at);
      return byInstant != 0
          ? byInstant
          : Arrays.compare(id.codePoints().toArray(), other.id.codePoints().toArray());
    }
  }

  /** Takes events one by one. */
  interface Visitor {
    void event(EventFact event);
  }
}
