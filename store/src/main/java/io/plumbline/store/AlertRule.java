package io.plumbline.store;

import java.time.Duration;
import java.time.Instant;

/**
 * When somebody wants to be told of a lead or account.
 *
 * @param key 0 until it is stored; never given again
 * @param name what people call it
 * @param model the id of the model whose scores it looks at
 * @param part the score that it looks at where {@code on} is a dimension or a grade; else empty
 * @param threshold points as a decimal number, or the name of a band or grade
 * @param rearm how far back a subject must have gone before it is told of again; empty for just off
 *     the threshold
 * @param stay how long it must hold before it is told
 * @param coolDown for how long after one alert of a subject no other follows
 */
public record AlertRule(
    long key,
    String name,
    String model,
    On on,
    String part,
    Direction direction,
    String threshold,
    String rearm,
    Duration stay,
    Duration coolDown,
    boolean enabled,
    Instant created) {

  /** What of a score a rule looks at. */
  public enum On {
    TOTAL,
    DIMENSION,
    GRADE,
    BAND
  }

  /** Which way a threshold is crossed. */
  public enum Direction {
    /** From below to the threshold or above. */
    RISES_TO,
    /** From above to the threshold or below. */
    FALLS_TO
  }

  /** The rule under its key. */
  public AlertRule stored(long newKey) {
    return new AlertRule(
        newKey, name, model, on, part, direction, threshold, rearm, stay, coolDown, enabled,
        created);
  }
}
