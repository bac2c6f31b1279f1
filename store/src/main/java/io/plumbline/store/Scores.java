package io.plumbline.store;

import io.plumbline.core.score.Score;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The latest score of each subject under each version of a model that is scored: a cache. */
public interface Scores {
  /** The scores of those subjects that have one under a version. */
  Map<Long, Score> get(long version, Collection<Long> subjects);

  /** Puts scores in the place of those that stood there. */
  void put(List<Row> rows);

  void remove(long version, Collection<Long> subjects);

  /** Removes up to a number of a version's scores and says how many it removed. */
  int removeVersion(long version, int limit);

  /** Shows the scores of a version for a range of subjects (both ends included), rising. */
  void scan(long version, long from, long to, Visitor visitor);

  /** A score and where it stands; the score names its as-of. */
  record Row(long version, long subject, Score score) {}

  /** Takes scores one by one. */
  interface Visitor {
    void score(long subject, Score score);
  }
}
