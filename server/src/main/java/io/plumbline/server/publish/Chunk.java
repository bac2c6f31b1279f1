package io.plumbline.server.publish;

import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.FurtherFolding;
import io.plumbline.server.publish.Succession.Outcome;
import io.plumbline.server.publish.Succession.Word;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Cause;
import io.plumbline.store.ScoreChange.Kind;
import io.plumbline.store.Scores;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What some subjects come to under a switch, ready to be put into the store. Not thread-safe. */
final class Chunk {
  private final List<Scores.Row> rows = new ArrayList<>();
  private final List<ScoreChange> changes = new ArrayList<>();
  private final Map<Long, Further> further = new HashMap<>();
  private final List<Long> unread = new ArrayList<>();
  private int judged;

  /** Takes what a subject comes to. */
  void add(long subject, Outcome outcome, Succession succession, long run, Instant at) {
    judged++;
    if (outcome.aside().isPresent()) {
      long version = succession.aside().orElseThrow().key();
      rows.add(new Scores.Row(version, subject, outcome.aside().get()));
    }
    if (outcome.changes()) {
      changes.add(change(subject, outcome, run, at));
    }
  }

  private static ScoreChange change(long subject, Outcome outcome, long run, Instant at) {
    ActiveVersion version = outcome.after().or(outcome::before).map(Word::version).orElseThrow();
    String number = version.model() + " " + version.number();
    Map<String, Points> contributions =
        outcome.after().map(word -> word.judged().contributions()).orElse(Map.of());
    return new ScoreChange(
        0,
        subject,
        version.key(),
        at,
        new Cause(Kind.MODEL, List.of(number)),
        outcome.before().map(Word::score),
        outcome.after().map(Word::score),
        contributions,
        OptionalLong.of(run));
  }

  /** A subject that was folded for more signals. */
  private record Further(FoldedSubject folded, Map<SignalKey, SignalState> states) {}

  /** Takes what a subject was folded further into. */
  void addFurther(long subject, FoldedSubject folded, Map<SignalKey, SignalState> states) {
    further.put(subject, new Further(folded, states));
  }

  /** Whether subjects were folded further. */
  boolean isFurther() {
    return !further.isEmpty();
  }

  /** Notes a subject whose state cannot be read, or lacks something. */
  void addUnread(long subject) {
    unread.add(subject);
  }

  /** How many subjects were judged and are still here. */
  int size() {
    return judged;
  }

  List<Long> unread() {
    return unread;
  }

  /** Puts everything into the store but what is of some subjects; says how many change. */
  int put(Transaction tx, Set<Long> but) {
    if (!but.isEmpty()) {
      rows.removeIf(row -> but.contains(row.subject()));
      changes.removeIf(change -> but.contains(change.subject()));
      further.keySet().removeIf(but::contains);
    }
    tx.scores().put(rows);
    tx.changes().append(changes);
    return changes.size();
  }

  /** Puts the states of those who were folded further into the store. */
  void putFurther(Transaction tx, FurtherFolding folding) {
    Map<Long, byte[]> states = new HashMap<>();
    further.forEach(
        (subject, one) -> states.put(subject, folding.state(one.folded(), one.states())));
    tx.states().put(states);
  }

  /** The scores of the version that is computed aside, by subject. */
  Map<Long, Score> scores() {
    Map<Long, Score> scores = new HashMap<>();
    rows.forEach(row -> scores.put(row.subject(), row.score()));
    return scores;
  }
}
