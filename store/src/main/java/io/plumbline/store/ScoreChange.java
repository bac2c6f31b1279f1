package io.plumbline.store;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change of points, grade, cell or band, its cause and its proof.
 *
 * @param key 0 until it is stored; rising in the order stored
 * @param at when the score became what it is
 * @param before empty where there was none
 * @param after empty where the subject has none any more (merged into another, out of the slice)
 * @param contributions what each rule gave to {@code after}, by rule id; rules that gave nothing
 *     are left out
 * @param run the run that made it; a change of a run that has not been published is not seen
 */
public record ScoreChange(
    long key,
    long subject,
    long version,
    Instant at,
    Cause cause,
    Optional<Score> before,
    Optional<Score> after,
    Map<String, Points> contributions,
    OptionalLong run) {
  public ScoreChange {
    contributions = Map.copyOf(contributions);
  }

  /** The same change under another key and at another instant. */
  public ScoreChange as(long otherKey, Instant otherAt) {
    return new ScoreChange(
        otherKey, subject, version, otherAt, cause, before, after, contributions, run);
  }

  /**
   * What is seen of the hidden changes of one subject in one run once the run is published: the
   * last one, from what was before the first.
   *
   * @param hidden in the order appended, at least one
   * @param shift what is added to the last one's key, so that it comes after all before the run
   */
  public static ScoreChange published(List<ScoreChange> hidden, long shift, Instant at) {
    ScoreChange last = hidden.get(hidden.size() - 1);
    return new ScoreChange(
        last.key + shift,
        last.subject,
        last.version,
        at,
        last.cause,
        hidden.get(0).before,
        last.after,
        last.contributions,
        last.run);
  }

  /**
   * Why a score changed.
   *
   * @param details what exactly: event ids, names of attributes, the number of a merge or version
   */
  public record Cause(Kind kind, List<String> details) {
    public Cause {
      details = List.copyOf(details);
    }
  }

  /** What can change a score. */
  public enum Kind {
    EVENT,
    ATTRIBUTE,
    TIME,
    MODEL,
    MERGE,
    UNMERGE
  }
}
