package io.plumbline.server.live;

import io.plumbline.core.score.Score;
import java.util.HashMap;
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
    weight = 600 + 4 * stateBytes + 500 * scores.size();
  }
}
