package io.plumbline.store.memory;

import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

final class MemoryFactLog implements FactLog {
  private static final String SEQUENCE = "fact";

  private final Journal journal;
  private final NavigableMap<Long, Log> logs = new TreeMap<>();
  private final Rows<String, Boolean> types;
  private long eventCount;

  MemoryFactLog(Journal journal) {
    this.journal = journal;
    types = new Rows<>(journal);
  }

  @Override
  public BitSet appendEvents(List<EventFact> events) {
    BitSet appended = new BitSet(events.size());
    for (int i = 0; i < events.size(); i++) {
      EventFact event = events.get(i);
      Log log = log(event.profile());
      if (!log.ids.contains(event.event().id())) {
        append(log, event);
        appended.set(i);
      }
    }
    return appended;
  }

  private void append(Log log, EventFact event) {
    journal.note(
        () -> {
          log.ids.remove(event.event().id());
          log.events.remove(log.events.size() - 1);
          eventCount--;
        });
    log.ids.add(event.event().id());
    log.events.add(new Entry<>(journal.next(SEQUENCE), event));
    eventCount++;
    types.put(event.event().type(), true);
  }

  @Override
  public void appendAttributes(List<AttributeFact> attributes) {
    for (AttributeFact attribute : attributes) {
      Log log = log(attribute.profile());
      journal.note(() -> log.attributes.remove(log.attributes.size() - 1));
      log.attributes.add(new Entry<>(journal.next(SEQUENCE), attribute));
    }
  }

  private Log log(long profile) {
    return logs.computeIfAbsent(profile, key -> new Log());
  }

  @Override
  public Set<String> known(Collection<Long> profiles, Collection<String> ids) {
    Set<String> known = new HashSet<>();
    for (String id : ids) {
      if (of(profiles).anyMatch(log -> log.ids.contains(id))) {
        known.add(id);
      }
    }
    return known;
  }

  @Override
  public Map<Long, Set<String>> known(Map<Long, Set<String>> ids) {
    Map<Long, Set<String>> known = new HashMap<>();
    ids.forEach((profile, own) -> known.put(profile, known(Set.of(profile), own)));
    known.values().removeIf(Set::isEmpty);
    return known;
  }

  @Override
  public List<EventFact> events(Collection<Long> profiles, Instant upTo) {
    return of(profiles)
        .flatMap(log -> log.events.stream())
        .sorted(Comparator.comparingLong(Entry::seq))
        .map(Entry::fact)
        .filter(event -> !event.event().at().isAfter(upTo))
        .toList();
  }

  @Override
  public List<EventFact> timeline(Collection<Long> profiles, Optional<Place> before, int limit) {
    Set<String> seen = new HashSet<>();
    return of(profiles)
        .flatMap(log -> log.events.stream())
        .sorted(Comparator.comparingLong(Entry::seq))
        .map(Entry::fact)
        .filter(event -> seen.add(event.event().id()))
        .filter(event -> before.isEmpty() || Place.of(event).compareTo(before.get()) < 0)
        .sorted(Comparator.comparing(Place::of).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<AttributeFact> attributes(Collection<Long> profiles, Instant upTo) {
    return of(profiles)
        .flatMap(log -> log.attributes.stream())
        .sorted(
            Comparator.comparing((Entry<AttributeFact> entry) -> entry.fact().at())
                .thenComparingLong(Entry::seq))
        .map(Entry::fact)
        .filter(attribute -> !attribute.at().isAfter(upTo))
        .toList();
  }

  @Override
  public void scanEvents(long fromProfile, long toProfile, Set<String> only, Visitor visitor) {
    if (fromProfile <= toProfile) {
      for (Log log : logs.subMap(fromProfile, true, toProfile, true).values()) {
        log.events.stream()
            .map(Entry::fact)
            .filter(event -> only.isEmpty() || only.contains(event.event().type()))
            .forEach(visitor::event);
      }
    }
  }

  @Override
  public long eventCount() {
    return eventCount;
  }

  @Override
  public Set<String> types() {
    return Set.copyOf(types.all().keySet());
  }

  private Stream<Log> of(Collection<Long> profiles) {
    return new TreeSet<>(profiles).stream().flatMap(key -> Stream.ofNullable(logs.get(key)));
  }

  private record Entry<T>(long seq, T fact) {}

  /** The facts of one profile as received. */
  private static final class Log {
    private final List<Entry<EventFact>> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Entry<AttributeFact>> attributes = new ArrayList<>();
  }
}
