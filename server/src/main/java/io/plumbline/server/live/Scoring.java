package io.plumbline.server.live;

import io.plumbline.core.engine.Judged;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a round: brings the folded facts of its subjects up to date, judges them by all active
 * versions and writes what changed.
 */
final class Scoring {
  private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

  private final Round round;
  private final LiveMetrics metrics;
  private final Rebuilding rebuilding;
  private final Map<Long, byte[]> states = new HashMap<>();
  private final List<Scores.Row> rows = new ArrayList<>();
  private final Map<Long, List<Long>> removed = new HashMap<>();
  private final List<ScoreChange> changes = new ArrayList<>();

  /** What the rules gave before each of the changes, as far as that is remembered. */
  private final List<Optional<Map<String, Points>>> earlier = new ArrayList<>();

  private final Map<Long, Map<String, Points>> before = new HashMap<>();
  private final List<SubjectUpdate> updates = new ArrayList<>();

  Scoring(Round round, LiveMetrics metrics) {
    this.round = round;
    this.metrics = metrics;
    rebuilding = new Rebuilding(round);
  }

  /**
   * What changed, for those who listen.
   *
   * @param before what each rule gave before a change, by its key, where that is remembered
   */
  record Outcome(
      List<ScoreChange> changes,
      Map<Long, Map<String, Points>> before,
      List<SubjectUpdate> updates,
      List<Merge> merges) {}

  /**
   * Brings all subjects of the round that changed up to date.
   *
   * @param all also those to which nothing happened: time may have changed their scores
   */
  Outcome finish(FoldedSubjects codec, boolean all) {
    for (Affected one : round.affected()) {
      if (one.isGone()) {
        leave(one);
      } else if (all || one.isChanged() || one.mustRebuild()) {
        update(codec, one);
      }
    }
    write();
    return new Outcome(changes, before, updates, round.merges());
  }

  private void update(FoldedSubjects codec, Affected one) {
    FoldedSubject folded = folded(one);
    Plan plan = round.plan(folded);
    Verdict verdict = judge(one, folded, plan);
    List<Long> toStore = verdict.toStore();
    for (long version : toStore) {
      store(one, version, verdict.scoreUnder(version));
    }
    change(one, verdict, plan);
    if (one.isChanged()) {
      byte[] state = codec.encode(folded);
      states.put(one.subject(), state);
      round.standings().remember(one.subject(), one.standing(), state.length);
    }
    if (one.isChanged() || !toStore.isEmpty()) {
      updates.add(update(one, folded, verdict.scores()));
    }
  }

  private void change(Affected one, Verdict verdict, Plan plan) {
    for (List<ActiveVersion> versions : plan.effective().values()) {
      Optional<ScoreChange> change = verdict.change(versions, round.now());
      if (change.isPresent()) {
        changes.add(change.get());
        earlier.add(one.standing().contributions(change.get().version()));
        one.standing().contributions(change.get(), versions);
      }
    }
  }

  /** The subject's facts, folded up to now for all signals that have to be. */
  private FoldedSubject folded(Affected one) {
    Optional<FoldedSubject> known = one.standing().folded();
    if (!one.mustRebuild() && known.isPresent()) {
      FoldedSubject folded = known.get();
      Plan plan = round.plan(folded);
      plan.align(round.tx(), folded);
      if (folded.isOf(round.now())
          && plan.versions().stream().allMatch(version -> isReady(version, folded))) {
        one.events().forEach(event -> folded.fold(event, plan.signals()));
        return folded;
      }
    }
    metrics.rebuilt();
    rebuilding.rebuild(one);
    return one.standing().folded().orElseThrow();
  }

  /** Whether a version can judge a subject, or need not yet: whoever prepares it sees to that. */
  private static boolean isReady(ActiveVersion version, FoldedSubject folded) {
    return version.role() == ActiveVersion.Role.PREPARING || folded.covers(version.compiled());
  }

  private Verdict judge(Affected one, FoldedSubject folded, Plan plan) {
    Verdict verdict = new Verdict(one);
    for (ActiveVersion version : plan.versions()) {
      if (folded.covers(version.compiled())) {
        verdict.says(version.key(), judged(one.subject(), folded, version));
      } else {
        verdict.keeps(version.key());
      }
    }
    return verdict;
  }

  private @Nullable Judged judged(long subject, FoldedSubject folded, ActiveVersion version) {
    try {
      return version.slice().holds(folded.subject(), round.now())
          ? version.compiled().judge(folded.under(version.compiled()), round.now())
          : null;
    } catch (ArithmeticException beyond64Bits) {
      metrics.unscorable();
      LOG.error(
          "Subject {} has no score under version {} of model {}: its points leave 64 bits",
          subject,
          version.number(),
          version.model());
      return null;
    }
  }

  private void store(Affected one, long version, Optional<Score> score) {
    score.ifPresentOrElse(
        some -> rows.add(new Scores.Row(version, one.subject(), some)),
        () -> removed.computeIfAbsent(version, v -> new ArrayList<>()).add(one.subject()));
    one.standing().score(version, score);
  }

  private static SubjectUpdate update(Affected one, FoldedSubject folded, Map<Long, Score> scores) {
    boolean news = !folded.isTold();
    folded.told();
    return new SubjectUpdate(
        one.subject(),
        news,
        false,
        folded.isAccount(),
        folded.subject(),
        folded.firstSeen(),
        folded.lastActivity(),
        scores);
  }

  /** Writes that a subject is none any more; its facts are another's. */
  private void leave(Affected one) {
    Plan plan = round.plan(false);
    Verdict verdict = new Verdict(one);
    for (ActiveVersion version : plan.versions()) {
      if (one.standing().score(version.key()).isPresent()) {
        verdict.says(version.key(), null);
        store(one, version.key(), Optional.empty());
      }
    }
    change(one, verdict, plan);
    round.tx().states().remove(List.of(one.subject()));
    round.standings().forget(List.of(one.subject()));
    updates.add(
        new SubjectUpdate(
            one.subject(),
            true,
            true,
            false,
            new Subject(one.goneId(), Map.of()),
            round.now(),
            Instant.MIN,
            Map.of()));
  }

  private void write() {
    round.tx().states().put(states);
    round.tx().scores().put(rows);
    removed.forEach((version, subjects) -> round.tx().scores().remove(version, subjects));
    round.tx().backlog().wake(round.waking());
    if (!changes.isEmpty()) {
      List<Long> keys = round.tx().changes().append(changes);
      for (int i = 0; i < keys.size(); i++) {
        long key = keys.get(i);
        changes.set(i, changes.get(i).as(key, changes.get(i).at()));
        earlier.get(i).ifPresent(some -> before.put(key, some));
      }
    }
  }
}
