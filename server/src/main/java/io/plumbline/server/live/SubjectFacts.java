package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All facts of one subject as the store has them: of every profile it consists of and, for an
 * account, the events of its members, whose ids have the member's before them so that two members'
 * events are never one.
 */
public final class SubjectFacts {
  private final List<Profile> profiles;
  private final List<Event> events;
  private final List<AttributeFact> attributes;

  private SubjectFacts(List<Profile> profiles, List<Event> events, List<AttributeFact> attributes) {
    this.profiles = profiles;
    this.events = events;
    this.attributes = attributes;
  }

  /** The facts of a subject up to an instant; empty where there is no such subject. */
  public static Optional<SubjectFacts> read(Transaction tx, long subject, Instant upTo) {
    List<Profile> profiles = tx.profiles().ofSubjects(List.of(subject)).get(subject);
    if (profiles == null || profiles.isEmpty()) {
      return Optional.empty();
    }
    List<Event> events =
        isAccount(profiles) ? ofMembers(tx, subject, upTo) : ofProfiles(tx, profiles, upTo);
    return Optional.of(
        new SubjectFacts(profiles, events, tx.facts().attributes(keys(profiles), upTo)));
  }

  /** A subject as it was known at an instant, without what was said of then or before later. */
  static Optional<Subject> knownAt(Transaction tx, long subject, Instant at) {
    List<Profile> profiles = tx.profiles().ofSubjects(List.of(subject)).get(subject);
    if (profiles == null || profiles.isEmpty()) {
      return Optional.empty();
    }
    List<AttributeFact> attributes =
        tx.facts().attributes(keys(profiles), at).stream()
            .filter(fact -> !fact.received().isAfter(at))
            .toList();
    return Optional.of(new SubjectFacts(profiles, List.of(), attributes).asOf(at).subject());
  }

  /** All facts of a subject, those whose instant has not come yet included. */
  static Optional<SubjectFacts> readAll(Transaction tx, long subject) {
    return read(tx, subject, IsoTime.MAX);
  }

  static boolean isAccount(List<Profile> profiles) {
    return profiles.get(0).identifier().kind() == Identifier.Kind.ACCOUNT;
  }

  private static Set<Long> keys(Collection<Profile> profiles) {
    return profiles.stream().map(Profile::key).collect(Collectors.toSet());
  }

  private static List<Event> ofProfiles(Transaction tx, List<Profile> profiles, Instant upTo) {
    if (profiles.size() == 1) {
      return tx.facts().events(keys(profiles), upTo).stream().map(EventFact::event).toList();
    }
    List<EventFact> all = tx.facts().events(keys(profiles), IsoTime.MAX);
    return firstOfEachId(all.stream().map(EventFact::event).toList(), upTo);
  }

  /**
   * Several profiles may have an event of one id: the first one received counts, although its
   * instant may be after that of the others, and after the one up to which facts are read.
   */
  private static List<Event> firstOfEachId(List<Event> received, Instant upTo) {
    return Facts.distinct(received).stream().filter(event -> !event.at().isAfter(upTo)).toList();
  }

  private static List<Event> ofMembers(Transaction tx, long account, Instant upTo) {
    Map<Long, List<Profile>> members = Members.of(tx, account);
    Map<Long, String> memberIds = new HashMap<>();
    for (List<Profile> member : members.values()) {
      for (Profile profile : member) {
        memberIds.put(profile.key(), member.get(0).identifier().subjectId());
      }
    }
    List<Event> events = new ArrayList<>();
    boolean merged = members.values().stream().anyMatch(member -> member.size() > 1);
    for (EventFact fact : tx.facts().events(memberIds.keySet(), merged ? IsoTime.MAX : upTo)) {
      events.add(ofMember(memberIds.getOrDefault(fact.profile(), ""), fact.event()));
    }
    return merged ? firstOfEachId(events, upTo) : events;
  }

  /** An account's event: the member's, told from those of other members. */
  static Event ofMember(String member, Event event) {
    return new Event(member + "/" + event.id(), event.type(), event.at(), event.properties());
  }

  /** The subject's id for people and models. */
  public String id() {
    return profiles.get(0).identifier().subjectId();
  }

  public boolean isAccount() {
    return isAccount(profiles);
  }

  /** The profiles it consists of, the one it is called by first. */
  public List<Profile> profiles() {
    return profiles;
  }

  /** When the first fact was received. */
  public Instant firstSeen() {
    return profiles.stream().map(Profile::firstSeen).min(Instant::compareTo).orElseThrow();
  }

  /** What the subject's score follows from as of an instant, up to which the facts were read. */
  public Facts asOf(Instant asOf) {
    Map<String, Value> known = new HashMap<>();
    lastSaid(asOf).forEach((name, fact) -> fact.value().ifPresent(value -> known.put(name, value)));
    return new Facts(new Subject(id(), known), events);
  }

  /** What was said last of each attribute as of an instant. */
  Map<String, AttributeFact> lastSaid(Instant asOf) {
    Map<String, AttributeFact> said = new TreeMap<>();
    for (AttributeFact fact : attributes) {
      if (!fact.at().isAfter(asOf)) {
        said.put(fact.name(), fact);
      }
    }
    return said;
  }

  /** The first instant after another at which a fact comes to count. */
  Optional<Instant> next(Instant after) {
    Instant next = Instant.MAX;
    for (Event event : events) {
      next = event.at().isAfter(after) && event.at().isBefore(next) ? event.at() : next;
    }
    for (AttributeFact fact : attributes) {
      next = fact.at().isAfter(after) && fact.at().isBefore(next) ? fact.at() : next;
    }
    return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
  }
}
