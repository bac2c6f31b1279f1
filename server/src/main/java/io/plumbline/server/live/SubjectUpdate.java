package io.plumbline.server.live;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a subject after a commit.
 *
 * @param key of the subject in the store
 * @param news whether anything but its last activity and its scores may be other than it was told
 *     last
 * @param gone whether it was merged into another and is no subject of its own any more
 * @param account whether it is an account, and no lead
 * @param lastActivity the instant of its latest event up to now; MIN where there is none
 * @param scores by key of version, for every active version whose slice it is in
 */
public record SubjectUpdate(
    long key,
    boolean news,
    boolean gone,
    boolean account,
    Subject subject,
    Instant firstSeen,
    Instant lastActivity,
    Map<Long, Score> scores) {
  public SubjectUpdate {
    scores = Map.copyOf(scores);
  }

  /** All that is known of a subject. */
  static SubjectUpdate of(long key, FoldedSubject folded, Map<Long, Score> scores) {
    return new SubjectUpdate(
        key,
        true,
        false,
        folded.isAccount(),
        folded.subject(),
        folded.firstSeen(),
        folded.lastActivity(),
        scores);
  }

  /** That a key is no subject of its own. */
  static SubjectUpdate none(long key) {
    Subject nobody = new Subject(Long.toString(key), Map.of());
    return new SubjectUpdate(key, true, true, false, nobody, Instant.EPOCH, Instant.MIN, Map.of());
  }
}
