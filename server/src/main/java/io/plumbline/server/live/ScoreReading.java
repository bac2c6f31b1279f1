package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Explanation;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Scores with their proof, as of now and as of any instant there was, and why they changed between
 * two. Thread-safe.
 */
public final class ScoreReading {
  private static final int PAGE = 200;
  private static final int MOST_BETWEEN = 1_000;

  private final Store store;
  private final FoldedSubjects folded;
  private final ActiveModels models;
  private final Versions versions;
  private final InstantSource clock;

  ScoreReading(
      Store store,
      FoldedSubjects folded,
      ActiveModels models,
      Versions versions,
      InstantSource clock) {
    this.store = store;
    this.folded = folded;
    this.models = models;
    this.versions = versions;
    this.clock = clock;
  }

  /** The score of a subject as of now under a model; empty where there is no such subject. */
  public Optional<Explanation> now(long subject, CompiledModel model) {
    return store.read(tx -> now(tx, subject, model));
  }

  /** The same within a transaction. */
  public Optional<Explanation> now(Transaction tx, long subject, CompiledModel model) {
    Optional<FoldedSubject> known =
        Optional.ofNullable(tx.states().get(List.of(subject)).get(subject))
            .flatMap(state -> folded.decode(tx, state));
    // Asked after the store, whose facts of the past are then all before it.
    Instant now = clock.instant();
    if (known.isPresent() && known.get().covers(model) && known.get().isOf(now)) {
      return Optional.of(model.explain(known.get().under(model), now));
    }
    return asOf(tx, subject, model, now);
  }

  /**
   * The score of a subject as of an instant under a model, from what was known for that instant;
   * empty where there is no such subject.
   */
  public Optional<Explanation> asOf(long subject, CompiledModel model, Instant at) {
    return store.read(tx -> asOf(tx, subject, model, at));
  }

  private static Optional<Explanation> asOf(
      Transaction tx, long subject, CompiledModel model, Instant at) {
    return SubjectFacts.read(tx, subject, at)
        .filter(facts -> facts.isAccount() == (model.model().subject() == SubjectKind.ACCOUNT))
        .map(facts -> model.explain(facts.asOf(at), at));
  }

  /** The version whose score is a subject's score under a model now; empty outside its slice. */
  public Optional<ActiveVersion> effective(long subject, String model) {
    return store.read(
        tx -> {
          Optional<SubjectFacts> facts = SubjectFacts.read(tx, subject, IsoTime.MIN);
          return facts.isEmpty() ? Optional.empty() : effective(tx, subject, model);
        });
  }

  private Optional<ActiveVersion> effective(Transaction tx, long subject, String model) {
    for (ActiveVersion.Role role : List.of(ActiveVersion.Role.PILOT, ActiveVersion.Role.LIVE)) {
      for (ActiveVersion version : models.effective(tx)) {
        if (version.role() == role
            && version.model().equals(model)
            && tx.scores().get(version.key(), List.of(subject)).containsKey(subject)) {
          return Optional.of(version);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The key of the version whose score was a subject's score under a model at an instant; empty
   * where it had none.
   */
  public Optional<Long> versionAt(long subject, String model, Instant at) {
    return store.read(tx -> versionAt(tx, subject, model, at));
  }

  /** The key of the version that the score before a change of a model's was of. */
  public Optional<Long> versionBefore(Transaction tx, ScoreChange change, String model) {
    List<Long> keys = versions.of(model);
    Optional<ScoreChange> last =
        tx.changes().of(change.subject(), keys, Optional.of(change.key()), IsoTime.MIN, 1).stream()
            .findFirst();
    return new PastVersions(tx, versions, model).inEffect(last, change.at().minusNanos(1));
  }

  private Optional<Long> versionAt(Transaction tx, long subject, String model, Instant at) {
    PastVersions past = new PastVersions(tx, versions, model);
    return past.inEffect(past.lastChange(subject, at), at);
  }

  /**
   * Two scores of a subject and all that lies between them.
   *
   * @param differences where the scores differ, each level adding up to the one above
   * @param changes of the effective score between the two, the earliest first
   * @param events between the two, the earliest first
   * @param attributes what was said of attributes between the two, the earliest first
   */
  public record Comparison(
      End earlier,
      End later,
      Differences differences,
      List<ScoreChange> changes,
      List<EventFact> events,
      List<AttributeFact> attributes) {}

  /**
   * One of two instants.
   *
   * @param version the key of the version whose score counted then; empty where there was no score
   * @param score by that version, from what is known of that instant today
   * @param shown the last change up to then, whose score was shown: facts of before that came later
   *     are not in it
   */
  public record End(
      Instant at,
      Optional<Long> version,
      Optional<Explanation> score,
      Optional<ScoreChange> shown) {}

  /**
   * Why a subject's score under a model changed between two instants, each judged by the version of
   * its time.
   */
  public Comparison why(long subject, String model, Instant from, Instant to) {
    return store.read(
        tx -> {
          End earlier = end(tx, subject, model, from);
          End later = end(tx, subject, model, to);
          List<Profile> whole =
              tx.profiles().ofSubjects(List.of(subject)).getOrDefault(subject, List.of());
          List<Long> profiles = whole.stream().map(Profile::key).toList();
          return new Comparison(
              earlier,
              later,
              Differences.between(earlier.score(), later.score()),
              changes(tx, subject, model, from, to),
              !whole.isEmpty() && SubjectFacts.isAccount(whole)
                  ? eventsOfMembers(tx, subject, from, to)
                  : events(tx, profiles, from, to),
              tx.facts().attributes(profiles, to).stream()
                  .filter(fact -> fact.at().isAfter(from))
                  .limit(MOST_BETWEEN)
                  .toList());
        });
  }

  private End end(Transaction tx, long subject, String model, Instant at) {
    PastVersions past = new PastVersions(tx, versions, model);
    Optional<ScoreChange> shown = past.lastChange(subject, at);
    Optional<Long> version = past.inEffect(shown, at);
    Optional<Explanation> score =
        version.flatMap(versions::compiled).flatMap(compiled -> asOf(tx, subject, compiled, at));
    return new End(at, version, score, shown);
  }

  private List<ScoreChange> changes(
      Transaction tx, long subject, String model, Instant from, Instant to) {
    List<Long> keys = versions.of(model);
    List<ScoreChange> between = new ArrayList<>();
    Optional<Long> before = Optional.empty();
    List<ScoreChange> page = page(tx, subject, keys, before, from);
    while (!page.isEmpty() && between.size() < MOST_BETWEEN) {
      page.stream()
          .filter(change -> change.at().isAfter(from) && !change.at().isAfter(to))
          .limit(MOST_BETWEEN - between.size())
          .forEach(between::add);
      before = Optional.of(page.get(page.size() - 1).key());
      page = page(tx, subject, keys, before, from);
    }
    Collections.reverse(between);
    return between;
  }

  private static List<ScoreChange> page(
      Transaction tx, long subject, List<Long> keys, Optional<Long> before, Instant from) {
    return keys.isEmpty() ? List.of() : tx.changes().of(subject, keys, before, from, PAGE);
  }

  private static List<EventFact> events(
      Transaction tx, List<Long> profiles, Instant from, Instant to) {
    FactLog.Place justAfter = new FactLog.Place(to.plusNanos(1), "");
    List<EventFact> events = new ArrayList<>();
    for (EventFact fact : tx.facts().timeline(profiles, Optional.of(justAfter), MOST_BETWEEN)) {
      if (fact.event().at().isAfter(from)) {
        events.add(fact);
      }
    }
    Collections.reverse(events);
    return events;
  }

  /** The events that an account is scored by, as they count for it. */
  private static List<EventFact> eventsOfMembers(
      Transaction tx, long account, Instant from, Instant to) {
    List<Event> events =
        SubjectFacts.read(tx, account, to)
            .map(facts -> facts.asOf(to).distinctEvents())
            .orElse(List.of());
    List<EventFact> between =
        events.stream()
            .filter(event -> event.at().isAfter(from))
            .sorted(Comparator.comparing(Event::at).thenComparing(Event::id))
            .map(event -> new EventFact(account, event, event.at(), Optional.empty(), ""))
            .toList();
    return between.subList(Math.max(0, between.size() - MOST_BETWEEN), between.size());
  }
}
