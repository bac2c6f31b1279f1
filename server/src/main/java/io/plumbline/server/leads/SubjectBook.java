package io.plumbline.server.leads;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.FoldedSubjects;
import io.plumbline.server.live.ScoreReading;
import io.plumbline.server.live.SubjectFacts;
import io.plumbline.server.live.Versions;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Single leads and accounts, from what the store has. Thread-safe. */
public final class SubjectBook {
  private final Store store;
  private final FoldedSubjects folded;
  private final ActiveModels models;
  private final ScoreReading reading;
  private final Versions versions;
  private final InstantSource clock;

  /** Where single leads and accounts are read from. */
  public record Sources(
      Store store,
      FoldedSubjects folded,
      ActiveModels models,
      ScoreReading reading,
      Versions versions,
      InstantSource clock) {}

  public SubjectBook(Sources sources) {
    store = sources.store();
    folded = sources.folded();
    models = sources.models();
    reading = sources.reading();
    versions = sources.versions();
    clock = sources.clock();
  }

  /**
   * Which model is to judge.
   *
   * @param model its id; empty for the first live one
   * @param version the number of one of its versions; empty for the one in effect
   */
  record Choice(Optional<String> model, Optional<Integer> version) {}

  /** A version that judges. */
  record Judge(String model, int number, CompiledModel compiled) {}

  Store store() {
    return store;
  }

  ScoreReading reading() {
    return reading;
  }

  Versions versions() {
    return versions;
  }

  Instant now() {
    return clock.instant();
  }

  long subject(boolean account, String id) {
    return store.read(tx -> SubjectFinder.subject(tx, account, id));
  }

  SubjectDetail detail(boolean account, String id, Optional<String> model) {
    return store.read(
        tx -> {
          model.ifPresent(it -> requireLive(effective(tx, account), account, it));
          List<Profile> profiles = SubjectFinder.profiles(tx, account, id);
          long key = profiles.get(0).subject();
          Optional<FoldedSubject> known = known(tx, key);
          Subject subject =
              known.map(FoldedSubject::subject).orElseGet(() -> unfolded(tx, key, profiles));
          return new SubjectDetail(
              profiles.get(0).identifier().subjectId(),
              listed(
                  profiles.stream().map(Profile::firstSeen).min(Instant::compareTo).orElseThrow()),
              known
                  .map(FoldedSubject::lastActivity)
                  .filter(at -> !at.equals(Instant.MIN))
                  .map(SubjectBook::listed),
              profiles.stream().map(each -> each.identifier().subjectId()).toList(),
              account ? Optional.empty() : accountOf(tx, profiles),
              subject.attributes(),
              scores(tx, key, account, model));
        });
  }

  /** An instant as exact as lists show it. */
  private static Instant listed(Instant instant) {
    return SegmentFacts.instant(SegmentFacts.micros(instant));
  }

  /** Facts that are acknowledged, but not folded yet. */
  private Subject unfolded(Transaction tx, long key, List<Profile> profiles) {
    return SubjectFacts.read(tx, key, clock.instant())
        .map(facts -> facts.asOf(clock.instant()).subject())
        .orElseGet(() -> new Subject(profiles.get(0).identifier().subjectId(), java.util.Map.of()));
  }

  Optional<FoldedSubject> known(Transaction tx, long key) {
    return Optional.ofNullable(tx.states().get(List.of(key)).get(key))
        .flatMap(state -> folded.decode(tx, state));
  }

  private static Optional<String> accountOf(Transaction tx, List<Profile> profiles) {
    var ties = tx.profiles().accountsOf(SubjectFinder.keys(profiles));
    return profiles.stream()
        .flatMap(profile -> Optional.ofNullable(ties.get(profile.key())).stream())
        .findFirst()
        .map(key -> SubjectFinder.name(tx, key));
  }

  private List<ListedScore> scores(
      Transaction tx, long key, boolean account, Optional<String> model) {
    List<ListedScore> scores = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (ActiveVersion version : effective(tx, account)) {
      if (shown.contains(version.model())
          || model.filter(asked -> !asked.equals(version.model())).isPresent()) {
        continue;
      }
      Optional<Score> score =
          Optional.ofNullable(tx.scores().get(version.key(), List.of(key)).get(key));
      if (score.isPresent()) {
        scores.add(ListedScore.of(score.get(), version.number()));
        shown.add(version.model());
      }
    }
    return scores;
  }

  /** The versions in effect in a picture of the store, those of pilots before the live ones. */
  private List<ActiveVersion> effective(Transaction tx, boolean account) {
    SubjectKind kind = account ? SubjectKind.ACCOUNT : SubjectKind.LEAD;
    return models.effective(tx).stream()
        .filter(version -> version.compiled().model().subject() == kind)
        .sorted(Comparator.comparing(version -> version.role() == ActiveVersion.Role.LIVE))
        .toList();
  }

  private List<ActiveVersion> live(boolean account) {
    return store.read(tx -> effective(tx, account));
  }

  private static void requireLive(List<ActiveVersion> effective, boolean account, String model) {
    List<String> live = effective.stream().map(ActiveVersion::model).distinct().toList();
    if (!live.contains(model)) {
      throw QueryWords.noModel(model, account, live);
    }
  }

  /** Refuses the name of a model that never scored this kind of subject. */
  void requireModel(boolean account, String model) {
    SubjectKind kind = account ? SubjectKind.ACCOUNT : SubjectKind.LEAD;
    boolean scored =
        versions.of(model).stream()
            .flatMap(key -> versions.compiled(key).stream())
            .anyMatch(compiled -> compiled.model().subject() == kind);
    if (!scored) {
      requireLive(live(account), account, model);
    }
  }

  /** Whether any model scores this kind of subject. */
  boolean isScored(boolean account) {
    return live(account).stream().anyMatch(it -> it.role() == ActiveVersion.Role.LIVE);
  }

  /** The model that was asked for, or the first live one; refuses where there is none. */
  String model(boolean account, Optional<String> asked) {
    Optional<String> first =
        live(account).stream()
            .filter(version -> version.role() == ActiveVersion.Role.LIVE)
            .map(ActiveVersion::model)
            .findFirst();
    asked.ifPresent(model -> requireModel(account, model));
    return asked
        .or(() -> first)
        .orElseThrow(
            () -> new Refusal(Refusal.Code.NOT_FOUND, "No model is live; publish one first."));
  }

  /** The version that judges a subject as of an instant. */
  Judge judge(boolean account, long subject, Choice choice, Optional<Instant> asOf) {
    String model = model(account, choice.model());
    if (choice.version().isPresent()) {
      return numbered(model, choice.version().get());
    }
    Optional<Long> then = asOf.flatMap(at -> reading.versionAt(subject, model, at));
    if (then.isPresent()) {
      return stored(then.get());
    }
    return reading
        .effective(subject, model)
        .or(() -> live(account).stream().filter(it -> it.model().equals(model)).findFirst())
        .map(version -> new Judge(model, version.number(), version.compiled()))
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Code.NOT_FOUND,
                    "There is no live model " + Problems.quoted(model) + "."));
  }

  private Judge numbered(String model, int number) {
    ModelVersion version =
        store
            .<Optional<ModelVersion>>read(tx -> tx.models().get(model, number))
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Code.NOT_FOUND,
                        "There is no version " + number + " of " + Problems.quoted(model) + "."));
    return stored(version.key());
  }

  private Judge stored(long key) {
    ModelVersion version =
        store.<Optional<ModelVersion>>read(tx -> tx.models().get(key)).orElseThrow();
    return new Judge(version.model(), version.number(), versions.compiled(key).orElseThrow());
  }

  /** The proof of a subject's score. */
  Explanation explanation(long subject, Judge judge, Optional<Instant> asOf) {
    Optional<Explanation> found =
        asOf.isPresent()
            ? reading.asOf(subject, judge.compiled(), asOf.get())
            : reading.now(subject, judge.compiled());
    return found.orElseThrow(
        () ->
            new Refusal(
                Refusal.Code.UNPROCESSABLE,
                "The model " + Problems.quoted(judge.model()) + " does not score this kind."));
  }
}
