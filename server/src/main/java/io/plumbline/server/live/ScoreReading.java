package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.model.Points;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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
    if (known.isPresent()
        && known.get().covers(model)
        && !known.get().lastActivity().isAfter(now)) {
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

  private Optional<Long> versionAt(Transaction tx, long subject, String model, Instant at) {
    List<Long> keys = versions.of(model);
    Optional<Long> before = Optional.empty();
    while (!keys.isEmpty()) {
      List<ScoreChange> page = tx.changes().of(subject, keys, before, IsoTime.MIN, PAGE);
      for (ScoreChange change : page) {
        if (!change.at().isAfter(at)) {
          return change.after().map(score -> change.version());
        }
      }
      if (page.size() < PAGE) {
        return Optional.empty();
      }
      before = Optional.of(page.get(page.size() - 1).key());
    }
    return Optional.empty();
  }

  /**
   * Two scores of a subject and all that lies between them.
   *
   * @param earlier as of the first instant, by the version of then; empty where there was none
   * @param rules the rules that gave something else, in the order of the later score
   * @param changes of the effective score between the two, the earliest first
   * @param events between the two, the earliest first
   * @param attributes what was said of attributes between the two, the earliest first
   */
  public record Comparison(
      Optional<Explanation> earlier,
      Optional<Explanation> later,
      List<RuleDifference> rules,
      List<ScoreChange> changes,
      List<EventFact> events,
      List<AttributeFact> attributes) {}

  /** What a rule gave before and after; nothing is 0. */
  public record RuleDifference(String rule, Points earlier, Points later) {}

  /**
   * Why a subject's score under a model changed between two instants, each judged by the version of
   * its time.
   */
  public Comparison why(long subject, String model, Instant from, Instant to) {
    return store.read(
        tx -> {
          Optional<CompiledModel> then =
              versionAt(tx, subject, model, from).flatMap(versions::compiled);
          Optional<CompiledModel> later =
              versionAt(tx, subject, model, to).flatMap(versions::compiled);
          return compare(tx, subject, new Side(then, from), new Side(later, to), model);
        });
  }

  /** The same under one model at both instants, whatever scored the subject then. */
  public Comparison why(long subject, CompiledModel model, Instant from, Instant to) {
    return store.read(
        tx ->
            compare(
                tx,
                subject,
                new Side(Optional.of(model), from),
                new Side(Optional.of(model), to),
                model.model().id()));
  }

  private record Side(Optional<CompiledModel> model, Instant at) {}

  private Comparison compare(Transaction tx, long subject, Side from, Side to, String model) {
    Optional<Explanation> earlier = from.model().flatMap(m -> asOf(tx, subject, m, from.at()));
    Optional<Explanation> later = to.model().flatMap(m -> asOf(tx, subject, m, to.at()));
    List<Long> profiles =
        tx.profiles().ofSubjects(List.of(subject)).getOrDefault(subject, List.of()).stream()
            .map(Profile::key)
            .toList();
    return new Comparison(
        earlier,
        later,
        differences(earlier, later),
        changes(tx, subject, model, from.at(), to.at()),
        events(tx, profiles, from.at(), to.at()),
        tx.facts().attributes(profiles, to.at()).stream()
            .filter(fact -> fact.at().isAfter(from.at()))
            .limit(MOST_BETWEEN)
            .toList());
  }

  private static List<RuleDifference> differences(
      Optional<Explanation> earlier, Optional<Explanation> later) {
    Map<String, Points> before = earlier.map(ScoreReading::points).orElse(Map.of());
    Map<String, Points> after = later.map(ScoreReading::points).orElse(Map.of());
    TreeSet<String> gone = new TreeSet<>(before.keySet());
    gone.removeAll(after.keySet());
    List<String> rules = new ArrayList<>(after.keySet());
    rules.addAll(gone);
    Points none = new Points(0);
    return rules.stream()
        .map(
            rule ->
                new RuleDifference(
                    rule, before.getOrDefault(rule, none), after.getOrDefault(rule, none)))
        .filter(difference -> !difference.earlier().equals(difference.later()))
        .toList();
  }

  private static Map<String, Points> points(Explanation explanation) {
    Map<String, Points> points = new LinkedHashMap<>();
    explanation
        .dimensions()
        .forEach(
            dimension ->
                dimension
                    .groups()
                    .forEach(
                        group ->
                            group.rules().forEach(rule -> points.put(rule.rule(), rule.points()))));
    return points;
  }

  private List<ScoreChange> changes(
      Transaction tx, long subject, String model, Instant from, Instant to) {
    List<Long> keys = versions.of(model);
    List<ScoreChange> between = new ArrayList<>();
    if (keys.isEmpty()) {
      return between;
    }
    for (ScoreChange change :
        tx.changes().of(subject, keys, Optional.empty(), from, MOST_BETWEEN)) {
      if (change.at().isAfter(from) && !change.at().isAfter(to)) {
        between.add(change);
      }
    }
    Collections.reverse(between);
    return between;
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
}
