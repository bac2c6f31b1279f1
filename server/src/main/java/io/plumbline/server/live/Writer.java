package io.plumbline.server.live;

import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.Recognition.Known;
import io.plumbline.store.Reject;
import io.plumbline.store.ScoreChange.Kind;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the lane does within its transactions. It remembers subjects from one to the next, so after
 * one that failed it has to {@link #forget}.
 */
final class Writer {
  private static final int WOKEN_AT_ONCE = 200;
  private static final int PRUNE_EVERY = 1_000;

  private final ActiveModels models;
  private final FoldedSubjects codec;
  private final LiveSettings settings;
  private final LiveMetrics metrics;
  private final Identities identities = new Identities();
  private final Standings standings;
  private @Nullable Plans plans;
  private @Nullable Instant nextWake;
  private int rejectsSincePruned;

  /** The plans for leads and accounts, and what they were made for. */
  private record Plans(List<ActiveVersion> versions, List<?> kept, Plan leads, Plan accounts) {}

  Writer(ActiveModels models, FoldedSubjects codec, LiveSettings settings, LiveMetrics metrics) {
    this.models = models;
    this.codec = codec;
    this.settings = settings;
    this.metrics = metrics;
    standings = new Standings(codec, identities, settings.rememberedBytes());
  }

  /**
   * What a transaction came to.
   *
   * @param fresh a bit for each message, set where it was new
   */
  record Written(BitSet fresh, Scoring.Outcome outcome) {}

  Written take(Transaction tx, Instant now, List<Received> messages, List<Reject> rejects) {
    Round round = round(tx, now);
    Recognition recognition = new Recognition(round);
    List<Known> known = recognition.recognise(messages);
    if (isWakeDue(tx, now)) {
      wake(round);
    }
    BitSet fresh = new Appending(round, recognition).append(known);
    addRejects(tx, rejects);
    return new Written(fresh, finish(round, false));
  }

  private void addRejects(Transaction tx, List<Reject> rejects) {
    if (rejects.isEmpty()) {
      return;
    }
    tx.rejects().add(rejects);
    rejectsSincePruned += rejects.size();
    if (rejectsSincePruned >= PRUNE_EVERY) {
      tx.rejects().keepLatest(settings.rejectsKept());
      rejectsSincePruned = 0;
    }
  }

  /** Work on some subjects, whose scores are brought up to date after it. */
  Scoring.Outcome update(Transaction tx, Instant now, Consumer<Round> work) {
    Round round = round(tx, now);
    work.accept(round);
    return finish(round, false);
  }

  /** Judges subjects as of now, whether or not anything happened to them. */
  Scoring.Outcome passOver(Transaction tx, Instant now, List<Long> subjects) {
    Round round = round(tx, now);
    round.load(subjects);
    round.affected().forEach(one -> one.cause().add(Kind.TIME));
    return finish(round, true);
  }

  Scoring.Outcome rebuild(Transaction tx, Instant now, List<Long> keys) {
    Round round = round(tx, now);
    Set<Long> subjects = new HashSet<>(Rebuilding.present(round, keys));
    round.load(subjects);
    for (Affected one : round.affected()) {
      one.cause().add(Kind.EVENT);
      one.rebuild();
    }
    tx.backlog().remove(keys);
    return finish(round, false);
  }

  /** Looks at the subjects one of whose facts has come into its time. */
  private void wake(Round round) {
    List<Long> due = round.tx().backlog().awake(round.now(), WOKEN_AT_ONCE);
    nextWake = round.tx().backlog().nextWake().orElse(Instant.MAX);
    if (!due.isEmpty()) {
      Set<Long> subjects = new HashSet<>(Rebuilding.present(round, due));
      round.load(subjects);
      Rebuilding rebuilding = new Rebuilding(round);
      subjects.forEach(subject -> rebuilding.wake(round.loaded(subject)));
    }
  }

  Scoring.Outcome wake(Transaction tx, Instant now) {
    Round round = round(tx, now);
    wake(round);
    return finish(round, false);
  }

  Round round(Transaction tx, Instant now) {
    Plans current = plans;
    if (current == null
        || !current.versions().equals(models.current())
        || !current.kept().equals(models.keptFolded())) {
      current =
          new Plans(
              models.current(),
              models.keptFolded(),
              Plan.of(tx, codec, models, SubjectKind.LEAD),
              Plan.of(tx, codec, models, SubjectKind.ACCOUNT));
      plans = current;
    }
    return new Round(
        tx, now, current.leads(), current.accounts(), new Round.Memory(identities, standings));
  }

  private Scoring.Outcome finish(Round round, boolean all) {
    Scoring.Outcome outcome = new Scoring(round, metrics).finish(codec, all);
    Instant next = nextWake;
    for (Instant at : round.waking().values()) {
      next = next != null && at.isBefore(next) ? at : next;
    }
    nextWake = next;
    return outcome;
  }

  /**
   * What the store says of subjects; of keys that are no subject of their own, that they are none.
   */
  List<SubjectUpdate> present(Transaction tx, Set<Long> keys) {
    Set<Long> subjects = identities.ofSubjects(tx, keys).keySet();
    Map<Long, Map<Long, Score>> scores = new HashMap<>();
    for (ActiveVersion version : models.current()) {
      tx.scores()
          .get(version.key(), subjects)
          .forEach(
              (subject, score) ->
                  scores.computeIfAbsent(subject, s -> new HashMap<>()).put(version.key(), score));
    }
    List<SubjectUpdate> present = new ArrayList<>();
    for (Map.Entry<Long, byte[]> state : tx.states().get(subjects).entrySet()) {
      Map<Long, Score> own = scores.getOrDefault(state.getKey(), Map.of());
      codec
          .decode(tx, state.getValue())
          .ifPresent(folded -> present.add(SubjectUpdate.of(state.getKey(), folded, own)));
    }
    for (long key : keys) {
      if (!subjects.contains(key)) {
        present.add(SubjectUpdate.none(key));
      }
    }
    return present;
  }

  /** Whether a subject waits for an instant that has come. */
  boolean isWakeDue(Transaction tx, Instant now) {
    Instant next = nextWake;
    if (next == null) {
      next = tx.backlog().nextWake().orElse(Instant.MAX);
      nextWake = next;
    }
    return !next.isAfter(now);
  }

  /**
   * When a subject has to be looked at; empty where that is not known before the store is asked.
   */
  Optional<Instant> nextWake() {
    return Optional.ofNullable(nextWake);
  }

  /** Forgets all that is remembered of the store. */
  void forget() {
    identities.forgetAll();
    standings.forgetAll();
    codec.forgetSets();
    plans = null;
    nextWake = null;
  }

  /** Forgets where subjects stand and who waits, which somebody else may have changed. */
  void forgetStandings() {
    standings.forgetAll();
    nextWake = null;
  }
}
