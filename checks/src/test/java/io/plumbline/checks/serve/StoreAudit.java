package io.plumbline.checks.serve;

import io.plumbline.checks.serve.Ledger.Message;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.score.Score;
import io.plumbline.format.model.ModelReader;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Profile;
import io.plumbline.store.Reject;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with a store, seen without the server: facts that were acknowledged and are not
 * there, or are there twice, and scores that are not what the specification says of the facts. It
 * shares nothing with the server but the ports of the store.
 */
final class StoreAudit {
  private static final Instant EVER = Instant.parse("2200-01-01T00:00:00Z");
  private static final int ALL = 1_000_000;

  private final Transaction tx;
  private final List<String> wrong = new ArrayList<>();

  private StoreAudit(Transaction tx) {
    this.tx = tx;
  }

  /** All that is wrong; empty where nothing is. */
  static List<String> findings(Transaction tx, Ledger ledger) {
    StoreAudit audit = new StoreAudit(tx);
    audit.events(ledger);
    audit.joins(ledger);
    audit.rejects(ledger);
    audit.scores();
    return audit.wrong;
  }

  private void events(Ledger ledger) {
    Map<String, List<EventFact>> stored = new HashMap<>();
    tx.facts()
        .scanEvents(
            1,
            tx.profiles().highestKey(),
            Set.of(),
            event ->
                stored.computeIfAbsent(event.event().id(), id -> new ArrayList<>()).add(event));
    Map<String, Message> sent = ledger.sent();
    stored.forEach(
        (id, events) -> {
          Message message = sent.get(id);
          if (message == null) {
            wrong.add("event " + id + " was never sent");
          } else {
            compare(message, events);
          }
        });
    ledger.acknowledgedEvents().keySet().stream()
        .filter(id -> !stored.containsKey(id))
        .forEach(id -> wrong.add("event " + id + " was acknowledged and is not there"));
  }

  private void compare(Message message, List<EventFact> stored) {
    if (stored.size() > 1) {
      wrong.add("event " + message.id() + " is there " + stored.size() + " times");
    }
    Event event = stored.get(0).event();
    if (!event.at().equals(message.at()) || !Optional.of(event.type()).equals(message.event())) {
      wrong.add("event " + message.id() + " was sent as " + message + " and is " + event);
    }
  }

  private void joins(Ledger ledger) {
    for (List<String> ids : ledger.acknowledgedJoins()) {
      List<Identifier> identifiers = ids.stream().map(StoreAudit::identifier).toList();
      Map<Identifier, Profile> found = tx.profiles().find(identifiers);
      long subjects = found.values().stream().map(Profile::subject).distinct().count();
      if (found.size() < ids.size() || (subjects != 1 && !wereParted(found.values()))) {
        wrong.add(ids + " were said to be one, and are " + found.values());
      }
    }
  }

  /** Whether somebody said of profiles that they are not one after all. */
  private boolean wereParted(Collection<Profile> profiles) {
    return profiles.stream()
        .flatMap(profile -> tx.profiles().mergesOf(profile.key()).stream())
        .anyMatch(merge -> merge.undoneAt().isPresent());
  }

  /** What cannot be taken is listed: once, and once more for each time it was sent again. */
  private void rejects(Ledger ledger) {
    Map<String, Integer> listed = new HashMap<>();
    Map<String, Message> sent = ledger.sent();
    for (Reject reject : tx.rejects().list(Optional.empty(), true, ALL)) {
      JsonNode payload = Calls.JSON.readTree(reject.payload());
      String id = payload.path("batch").path(0).path("messageId").asString("");
      Message message = sent.get(id);
      if (message == null || !message.bad()) {
        wrong.add("rejected: " + reject);
      } else if (listed.merge(id, 1, Integer::sum) > ledger.attempts(id)) {
        wrong.add("rejected more often than it was sent: " + reject);
      }
    }
    ledger.acknowledged().values().stream()
        .filter(Message::bad)
        .filter(message -> !listed.containsKey(message.id()))
        .forEach(message -> wrong.add("not a rejected event, and none else: " + message));
  }

  private static Identifier identifier(String leadId) {
    return Identifier.anonymousOf(leadId).orElse(Identifier.user(leadId));
  }

  private void scores() {
    if (!tx.backlog().first(1).isEmpty()) {
      wrong.add("subjects wait for their scores");
    }
    List<Profile> subjects =
        tx.profiles().after(0, ALL).stream()
            .filter(p -> p.subject() == p.key())
            .filter(p -> p.identifier().kind() != Identifier.Kind.ACCOUNT)
            .toList();
    othersScores();
    for (ModelVersion version : tx.models().withStatus(Set.of(Status.LIVE))) {
      ScoringModel model =
          ModelReader.read("stored", version.source().getBytes(StandardCharsets.UTF_8))
              .model()
              .orElseThrow();
      Map<Long, Score> scores = new HashMap<>();
      tx.scores().scan(version.key(), 0, tx.profiles().highestKey(), scores::put);
      for (Profile subject : subjects) {
        score(model, version, subject, Optional.ofNullable(scores.remove(subject.key())));
      }
      scores.keySet().forEach(key -> wrong.add("a score of no subject: " + key));
    }
  }

  /** Versions that score nobody have left nothing behind. */
  private void othersScores() {
    Set<Status> idle = Set.of(Status.DRAFT, Status.PAST, Status.ABANDONED);
    for (ModelVersion version : tx.models().withStatus(idle)) {
      tx.scores()
          .scan(
              version.key(),
              0,
              tx.profiles().highestKey(),
              (key, score) -> wrong.add("a score of " + version.number() + ", not live: " + score));
    }
    tx.runs().open().forEach(run -> wrong.add("a run without an end: " + run));
  }

  private void score(
      ScoringModel model, ModelVersion version, Profile subject, Optional<Score> stored) {
    String name = subject.identifier().subjectId();
    if (stored.isEmpty()) {
      wrong.add(name + " has no score");
      return;
    }
    Score expected = recomputed(model, subject, stored.get().asOf());
    if (!expected.equals(stored.get())) {
      wrong.add(name + " has " + stored.get() + " and should have " + expected);
    }
    history(subject, stored.get());
  }

  private Score recomputed(ScoringModel model, Profile subject, Instant asOf) {
    List<Long> profiles =
        tx.profiles().ofSubjects(List.of(subject.key())).get(subject.key()).stream()
            .map(Profile::key)
            .toList();
    Map<String, Value> attributes = new HashMap<>();
    for (AttributeFact fact : tx.facts().attributes(profiles, asOf)) {
      attributes.remove(fact.name());
      fact.value().ifPresent(value -> attributes.put(fact.name(), value));
    }
    List<Event> events = tx.facts().events(profiles, EVER).stream().map(EventFact::event).toList();
    Subject who = new Subject(subject.identifier().subjectId(), attributes);
    return Oracle.score(model, new Facts(who, events), asOf);
  }

  /** Each change begins where the one before it ended, and the last ends at the score. */
  private void history(Profile subject, Score score) {
    List<ScoreChange> changes =
        new ArrayList<>(
            tx.changes().of(subject.key(), List.of(), Optional.empty(), Instant.EPOCH, ALL));
    changes.removeIf(change -> !isOf(score.model(), change));
    Collections.reverse(changes);
    Optional<Score> last = Optional.empty();
    for (ScoreChange change : changes) {
      if (!same(last, change.before())) {
        wrong.add(subject + ": after " + last + " comes " + change);
      }
      last = change.after();
    }
    if (!same(last, Optional.of(score))) {
      wrong.add(subject + ": the history ends with " + last + ", the score is " + score);
    }
  }

  private static boolean isOf(String model, ScoreChange change) {
    return change.after().or(change::before).orElseThrow().model().equals(model);
  }

  /** Whether two scores say the same, at whatever time. */
  static boolean same(Optional<Score> one, Optional<Score> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() && other.isEmpty();
    }
    Score a = one.get();
    Score b = other.get();
    return a.total().equals(b.total())
        && a.scores().equals(b.scores())
        && a.cell().equals(b.cell())
        && a.band().equals(b.band());
  }
}
