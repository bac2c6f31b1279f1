package io.plumbline.server.live;

import io.plumbline.core.score.Score;
import java.util.List;
import java.util.Map;

/**
 * Hears, on the write lane, of scores that are made aside and of versions that come and go, so that
 * whoever keeps scores in memory has all those of a version before it takes effect.
 */
public interface VersionListener {
  /**
   * Scores of a version that were made aside, after the commit that stored them. Live traffic is
   * told to {@link CommitListener}, for versions being prepared too.
   *
   * @param scores by key of subject
   */
  void prepared(long version, Map<Long, Score> scores);

  /**
   * The list of active versions has just become another one; whoever reads it from now on goes by
   * it. The scores of versions that are not in it any more are of no use.
   */
  void switched(List<ActiveVersion> current);
}
