package io.plumbline.server.live;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.ScoreChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject stands, as the lane remembers it between transactions: its folded facts, its
 * stored scores and the account it belongs to. Touched by the lane alone.
 */
final class Standing {
  private @Nullable FoldedSubject folded;

  /** By key of version; a version that is no key has not been looked up. */
  private final Map<Long, Optional<Score>> scores = new HashMap<>();

  /** What each rule gave at the latest change, by key of the version that made it. */
  private final Map<Long, Map<String, Points>> contributions = new HashMap<>();

  /** The account a lead belongs to; 0 for none. */
  private long account;

  private int weight;

  Standing(Optional<FoldedSubject> folded) {
    this.folded = folded.orElse(null);
  }

  /** Empty where it has to be made from the raw facts. */
  Optional<FoldedSubject> folded() {
    return Optional.ofNullable(folded);
  }

  void fold(FoldedSubject made) {
    folded = made;
  }

  boolean knows(long version) {
    return scores.containsKey(version);
  }

  Optional<Score> score(long version) {
    return scores.getOrDefault(version, Optional.empty());
  }

  void score(long version, Optional<Score> score) {
    scores.put(version, score);
  }

  /** What each rule gave at the latest change, where a version made it and that is remembered. */
  Optional<Map<String, Points>> contributions(long version) {
    return Optional.ofNullable(contributions.get(version));
  }

  /** A version made a change; those that could have made it instead are asked no more. */
  void contributions(ScoreChange change, List<ActiveVersion> instead) {
    instead.forEach(version -> contributions.remove(version.key()));
    if (change.after().isPresent()) {
      contributions.put(change.version(), change.contributions());
    }
  }

  long account() {
    return account;
  }

  void account(long key) {
    account = key;
  }

  /** Its size in bytes, roughly. */
  int weight() {
    return weight;
  }

  void weigh(int stateBytes) {
    int rules = contributions.values().stream().mapToInt(Map::size).sum();
    weight = 600 + 4 * stateBytes + 500 * scores.size() + 50 * rules;
  }
}
