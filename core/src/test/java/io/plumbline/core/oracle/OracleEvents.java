package io.plumbline.core.oracle;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.Signal;
import io.plumbline.core.score.Contribution.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events of one subject that exist as of an instant, in order: section 1 and 5. */
final class OracleEvents {
  private final ZoneId zone;
  private final List<Event> existing;
  private final Map<Signal, List<Event>> matches = new IdentityHashMap<>();
  private final Map<Event, LocalDate> days = new IdentityHashMap<>();

  OracleEvents(Facts facts, Instant asOf, ZoneId zone) {
    this.zone = zone;
    existing = existing(facts.events(), asOf);
  }

  /**
   * "Two events of one subject with the same id are one event: the first one received counts, even
   * where it lies in the future." "An event after the as-of instant does not exist for that score."
   * "Events are ordered by instant, then id (Unicode code points), those without an id last, in the
   * order received."
   */
  private static List<Event> existing(List<Event> received, Instant asOf) {
    Set<String> seen = new HashSet<>();
    List<Event> left = new ArrayList<>();
    for (Event event : received) {
      boolean first = event.id().isEmpty() || seen.add(event.id());
      if (first && !event.at().isAfter(asOf)) {
        left.add(event);
      }
    }
    // The sort is stable, so that events without an id stay in the order received.
    left.sort(
        Comparator.comparing(Event::at)
            .thenComparing(event -> event.id().isEmpty())
            .thenComparing(
                event -> event.id().codePoints().toArray(), (a, b) -> Arrays.compare(a, b)));
    return left;
  }

  /** All that exist. */
  List<Event> all() {
    return existing;
  }

  LocalDate day(Event event) {
    return days.computeIfAbsent(event, e -> OracleTime.day(e.at(), zone));
  }

  /**
   * "An event's age is D - d in days (0 = today)." Reading: never below 0, though St John's clock
   * stepped back from 00:01 to 23:01, so that an event of the past could lie on tomorrow.
   */
  long age(Event event, LocalDate today) {
    return Math.max(0, ChronoUnit.DAYS.between(day(event), today));
  }

  /** "Age of the latest": reading, with such a clock: the smallest age. */
  long smallestAge(List<Event> counted, LocalDate today) {
    return counted.stream().mapToLong(event -> age(event, today)).min().orElseThrow();
  }

  /**
   * "The rule's events are those of type `event` (a type, a list of types, compared as text; or "*"
   * alone: every type), for which `where` is yes, with age < N where `within: Nd` is given, and of
   * what is left each day at most `per_day`, the earliest first."
   */
  List<Event> of(Signal signal, int withinDays, LocalDate today) {
    List<Event> counted = new ArrayList<>();
    Map<LocalDate, Integer> onDay = new HashMap<>();
    for (Event event : matches.computeIfAbsent(signal, this::matching)) {
      boolean within = withinDays == 0 || age(event, today) < withinDays;
      if (within
          && (signal.perDay() == 0
              || onDay.merge(day(event), 1, Integer::sum) <= signal.perDay())) {
        counted.add(event);
      }
    }
    return counted;
  }

  /** Apart from window and limit, "a match never depends on the as-of". */
  private List<Event> matching(Signal signal) {
    return existing.stream()
        .filter(
            event ->
                signal.types().isEmpty()
                    || signal.types().stream().anyMatch(type -> same(type, event.type())))
        .filter(
            event ->
                new OracleConditions(zone, day(event)).answer(signal.where(), event.properties())
                    == Answer.YES)
        .toList();
  }

  private static boolean same(String type, String other) {
    return OracleText.normal(type).equals(OracleText.normal(other));
  }
}
