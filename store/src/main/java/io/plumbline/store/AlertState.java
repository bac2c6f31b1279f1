package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a subject stands with an alert rule. A subject without one is armed and was never told of.
 *
 * @param since when it crossed the threshold, while it has to stay
 * @param due when it will have stayed long enough, while it has to stay
 * @param raised when it was last told of
 */
public record AlertState(
    long rule,
    long subject,
    Phase phase,
    Optional<Instant> since,
    Optional<Instant> due,
    Optional<Instant> raised) {

  /** Where it stands. */
  public enum Phase {
    /** The next crossing counts. */
    ARMED,
    /** It has crossed, but not stayed long enough yet. */
    STAYING,
    /** It has crossed, and must go back beyond the re-arm point before the next one counts. */
    DISARMED
  }

  /** The state of a subject that a rule has not seen yet. */
  public static AlertState armed(long rule, long subject) {
    return new AlertState(
        rule, subject, Phase.ARMED, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
