package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Subject;
import java.time.Instant;

/**
 * A version of a model by which subjects are scored now.
 *
 * @param key of the version in the store
 * @param model the model's id
 * @param number of the version, from 1 in each model
 */
public record ActiveVersion(
    long key, String model, int number, Role role, CompiledModel compiled, Slice slice) {

  /** What its scores are for. */
  public enum Role {
    /** Its scores are the scores of its slice. */
    LIVE,
    /** Its scores stand in the place of the live version's for a part of the slice. */
    PILOT,
    /** Its scores are kept beside, without any effect. */
    SHADOW,
    /** It is being computed aside, to become live. */
    PREPARING;

    /** Whether its scores are shown, have a history and are told to others. */
    public boolean isEffective() {
      return this == LIVE || this == PILOT;
    }
  }

  /** Whom a version scores. */
  public interface Slice {
    Slice EVERYBODY = (subject, asOf) -> true;

    boolean holds(Subject subject, Instant asOf);
  }
}
