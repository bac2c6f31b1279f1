package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Work on the scores of many subjects: an entry of the ledger.
 *
 * @param key 0 until it is stored; rising
 * @param version of the model it was for; empty where it was for all
 * @param actor who asked for it, as the audit log calls them
 * @param end empty while it runs, and where it was cut off
 * @param subjects how many it scored so far
 * @param changed how many of these have other points, another grade, cell or band now
 * @param told whether the changes it makes are told to others and may raise alerts
 * @param error why it did not succeed; empty where it did, or still runs
 */
public record Run(
    long key,
    Kind kind,
    OptionalLong version,
    String actor,
    Instant start,
    Optional<Instant> end,
    long subjects,
    long changed,
    boolean told,
    String error) {

  /** What a run was for. */
  public enum Kind {
    PUBLISH,
    ROLLBACK,
    SHADOW,
    PILOT,
    /** The end of a pilot: those who were in it have the live version's scores again. */
    PILOT_END,
    /** The end of a model: nobody has a score under it any more. */
    RETIRE,
    /** A new day began in a zone. */
    MIDNIGHT,
    /** Scores that were away or doubtful were made again. */
    REPAIR
  }

  /** A run that begins, to be stored. */
  public static Run begin(Kind kind, OptionalLong version, String actor, Instant start) {
    return new Run(0, kind, version, actor, start, Optional.empty(), 0, 0, false, "");
  }

  /** The run, whose changes are told to others or not. */
  public Run told(boolean newTold) {
    return new Run(key, kind, version, actor, start, end, subjects, changed, newTold, error);
  }

  /** The run under its key. */
  public Run stored(long newKey) {
    return new Run(newKey, kind, version, actor, start, end, subjects, changed, told, error);
  }

  /** The run, so far. */
  public Run reached(long newSubjects, long newChanged) {
    return new Run(key, kind, version, actor, start, end, newSubjects, newChanged, told, error);
  }

  /** The run after it succeeded. */
  public Run succeeded(Instant at) {
    return new Run(key, kind, version, actor, start, Optional.of(at), subjects, changed, told, "");
  }

  /** The run after it failed. */
  public Run failed(Instant at, String why) {
    return new Run(key, kind, version, actor, start, Optional.of(at), subjects, changed, told, why);
  }

  public boolean isRunning() {
    return end.isEmpty();
  }
}
