package io.plumbline.server.live;

import io.plumbline.core.score.Score;
import io.plumbline.store.Scores;
import io.plumbline.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rescoring with what the lane folds and judges by. */
final class LiveRescoring implements Rescoring {
  private final Writer writer;
  private final FoldedSubjects codec;
  private final InstantSource clock;

  LiveRescoring(Writer writer, FoldedSubjects codec, InstantSource clock) {
    this.writer = writer;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Map<Long, Score> rescore(
      Transaction tx, Collection<Long> subjects, ActiveVersion version) {
    Round round = writer.round(tx, clock.instant());
    round.load(subjects);
    Map<Long, byte[]> states = new HashMap<>();
    Map<Long, Score> scores = new HashMap<>();
    List<Long> without = new ArrayList<>();
    for (Affected one : round.affected()) {
      FoldedSubject folded = foldedFor(round, one, version, states);
      boolean isOfKind = round.plan(folded).versions().contains(version);
      if (isOfKind && version.slice().holds(folded.subject(), round.now())) {
        try {
          scores.put(
              one.subject(),
              version.compiled().score(folded.under(version.compiled()), round.now()));
        } catch (ArithmeticException beyond64Bits) {
          without.add(one.subject());
        }
      } else {
        without.add(one.subject());
      }
    }
    List<Scores.Row> rows = new ArrayList<>(scores.size());
    scores.forEach((subject, score) -> rows.add(new Scores.Row(version.key(), subject, score)));
    tx.states().put(states);
    tx.scores().put(rows);
    tx.scores().remove(version.key(), without);
    tx.backlog().wake(round.waking());
    return scores;
  }

  private FoldedSubject foldedFor(
      Round round, Affected one, ActiveVersion version, Map<Long, byte[]> states) {
    boolean isUsable =
        one.standing()
            .folded()
            .filter(folded -> folded.isOf(round.now()))
            .filter(folded -> isCovered(round, folded, version))
            .isPresent();
    if (!isUsable) {
      new Rebuilding(round).rebuild(one);
      states.put(one.subject(), codec.encode(one.standing().folded().orElseThrow()));
    }
    return one.standing().folded().orElseThrow();
  }

  private static boolean isCovered(Round round, FoldedSubject folded, ActiveVersion version) {
    return !round.plan(folded).versions().contains(version) || folded.covers(version.compiled());
  }

  @Override
  public void refold(Transaction tx, Collection<Long> subjects) {
    Round round = writer.round(tx, clock.instant());
    round.load(subjects);
    Rebuilding rebuilding = new Rebuilding(round);
    Map<Long, byte[]> states = new HashMap<>();
    for (Affected one : round.affected()) {
      rebuilding.rebuild(one);
      states.put(one.subject(), codec.encode(one.standing().folded().orElseThrow()));
    }
    tx.states().put(states);
    tx.backlog().wake(round.waking());
  }
}
