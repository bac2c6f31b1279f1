package io.plumbline.server.live;

import io.plumbline.core.score.Score;
import io.plumbline.store.Transaction;
import java.util.Collection;
import java.util.Map;

/**
 * What publishing does to many subjects, in chunks, on the {@link WriteLane}: a chunk of some
 * hundreds is short enough for live traffic to wait behind it. Whoever calls this is in a job of
 * the lane and passes its transaction.
 */
public interface Rescoring {
  /**
   * Scores subjects under a version as of now and puts the scores into the store; those outside its
   * slice lose theirs. A subject whose signals of that version were never folded is folded anew
   * from its facts first. Writes no history and tells nobody.
   *
   * @return the score of each subject in the slice
   */
  Map<Long, Score> rescore(Transaction tx, Collection<Long> subjects, ActiveVersion version);

  /**
   * Folds subjects anew from their raw facts, for all signals of the versions that are active, and
   * puts their states into the store; their scores stay as they are.
   */
  void refold(Transaction tx, Collection<Long> subjects);
}
