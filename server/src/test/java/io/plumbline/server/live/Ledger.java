package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.store.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was acknowledged, kept by the test itself: from it follows what every score has to be. Who
 * is one with whom it is told.
 */
final class Ledger {
  private final Map<Identifier, List<Told>> events = new HashMap<>();
  private final Map<Identifier, Map<String, List<Assertion>>> attributes = new HashMap<>();
  private int told;

  private record Told(int order, Event event) {}

  private record Assertion(int order, Optional<Value> value, Instant at) {}

  /** Takes an acknowledged message; says whether it was new. */
  boolean take(Received message, Set<Identifier> ofSameSubject) {
    message
        .membership()
        .ifPresent(m -> say(Identifier.account(m.accountId()), message, m.attributes()));
    Identifier owner =
        message
            .userId()
            .map(Identifier::user)
            .orElseGet(() -> Identifier.anonymous(message.anonymousId().orElseThrow()));
    say(owner, message, message.attributes());
    if (message.event().isEmpty()) {
      return true;
    }
    for (Identifier each : ofSameSubject) {
      if (events.getOrDefault(each, List.of()).stream()
          .anyMatch(one -> one.event().id().equals(message.messageId()))) {
        return false;
      }
    }
    Event event =
        new Event(
            message.messageId(),
            message.event().get().type(),
            message.at(),
            message.event().get().properties());
    events.computeIfAbsent(owner, o -> new ArrayList<>()).add(new Told(told++, event));
    return true;
  }

  private void say(Identifier of, Received message, Map<String, Optional<Value>> known) {
    known.forEach(
        (name, value) -> {
          List<Assertion> said =
              attributes
                  .computeIfAbsent(of, o -> new HashMap<>())
                  .computeIfAbsent(name, n -> new ArrayList<>());
          if (said.stream()
              .noneMatch(a -> a.at().equals(message.at()) && a.value().equals(value))) {
            said.add(new Assertion(told++, value, message.at()));
          }
        });
  }

  /** The facts of a subject that consists of identifiers, the one it is called by first. */
  Facts facts(List<Identifier> identifiers, Instant asOf) {
    List<Told> all = new ArrayList<>();
    identifiers.forEach(each -> all.addAll(events.getOrDefault(each, List.of())));
    all.sort(Comparator.comparingInt(Told::order));
    return new Facts(subject(identifiers, asOf), all.stream().map(Told::event).toList());
  }

  /** The facts of an account, given the identifiers of each of its members. */
  Facts account(Identifier account, Collection<List<Identifier>> members, Instant asOf) {
    List<Told> all = new ArrayList<>();
    for (List<Identifier> member : members) {
      String id = member.get(0).subjectId();
      for (Identifier each : member) {
        for (Told one : events.getOrDefault(each, List.of())) {
          Event e = one.event();
          all.add(
              new Told(
                  one.order(), new Event(id + "/" + e.id(), e.type(), e.at(), e.properties())));
        }
      }
    }
    all.sort(Comparator.comparingInt(Told::order));
    return new Facts(subject(List.of(account), asOf), all.stream().map(Told::event).toList());
  }

  private Subject subject(List<Identifier> identifiers, Instant asOf) {
    Map<String, Assertion> latest = new LinkedHashMap<>();
    Set<Identifier> each = new HashSet<>(identifiers);
    for (Identifier identifier : each) {
      attributes
          .getOrDefault(identifier, Map.of())
          .forEach(
              (name, said) ->
                  said.stream()
                      .filter(a -> !a.at().isAfter(asOf))
                      .forEach(a -> latest.merge(name, a, Ledger::later)));
    }
    Map<String, Value> known = new HashMap<>();
    latest.forEach((name, a) -> a.value().ifPresent(value -> known.put(name, value)));
    return new Subject(identifiers.get(0).subjectId(), known);
  }

  private static Assertion later(Assertion one, Assertion other) {
    int byTime = one.at().compareTo(other.at());
    return byTime > 0 || (byTime == 0 && one.order() > other.order()) ? one : other;
  }
}
