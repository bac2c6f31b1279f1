package io.plumbline.server.webhook;

import io.plumbline.store.AlertState;
import io.plumbline.store.AlertState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The states of one subject under one alert rule. It looks at heights: whole numbers of which the
 * rule waits to be reached from below (a rule that waits for a fall looks at them upside down).
 *
 * @param threshold the least height that has crossed
 * @param rearm the greatest height at which the next crossing counts again; below the threshold
 * @param stay how long the threshold must be held before the alert
 * @param coolDown for how long after an alert no other follows
 */
record AlertMachine(long threshold, long rearm, Duration stay, Duration coolDown) {
  AlertMachine {
    if (rearm >= threshold) {
      throw new IllegalArgumentException("the re-arm point is below the threshold");
    }
  }

  /**
   * What an observation leads to.
   *
   * @param raised the instant of the alert; empty for none
   */
  record Step(AlertState state, Optional<Instant> raised) {}

  boolean isReached(long height) {
    return height >= threshold;
  }

  /** The subject is at a height from an instant on. */
  Step observe(AlertState state, long height, Instant at) {
    Step stayed = awaken(state, at);
    AlertState now = stayed.state();
    if (now.phase() != Phase.ARMED || !isReached(height)) {
      return new Step(retreat(now, height), stayed.raised());
    }
    return stay.isZero()
        ? raise(now, at)
        : new Step(
            new AlertState(
                now.rule(),
                now.subject(),
                Phase.STAYING,
                Optional.of(at),
                Optional.of(at.plus(stay)),
                now.raised()),
            stayed.raised());
  }

  /** The subject is at a height from an instant on, but a crossing is not to be told. */
  Step follow(AlertState state, long height, Instant at) {
    Step stayed = awaken(state, at);
    AlertState now = stayed.state();
    AlertState next =
        now.phase() == Phase.ARMED && isReached(height)
            ? in(now, Phase.DISARMED)
            : retreat(now, height);
    return new Step(next, stayed.raised());
  }

  /** Nothing was seen of the subject, but time has passed. */
  Step awaken(AlertState state, Instant now) {
    boolean hasStayed =
        state.phase() == Phase.STAYING && state.due().filter(due -> !due.isAfter(now)).isPresent();
    return hasStayed ? raise(state, state.due().orElseThrow()) : new Step(state, Optional.empty());
  }

  private Step raise(AlertState state, Instant at) {
    boolean cooling =
        state.raised().map(last -> last.plus(coolDown)).filter(at::isBefore).isPresent();
    if (cooling) {
      return new Step(in(state, Phase.DISARMED), Optional.empty());
    }
    AlertState told =
        new AlertState(
            state.rule(),
            state.subject(),
            Phase.DISARMED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(at));
    return new Step(told, Optional.of(at));
  }

  private AlertState retreat(AlertState state, long height) {
    boolean left = state.phase() == Phase.STAYING && !isReached(height);
    boolean back = state.phase() == Phase.DISARMED && height <= rearm;
    return left || back ? in(state, Phase.ARMED) : state;
  }

  private static AlertState in(AlertState state, Phase phase) {
    return new AlertState(
        state.rule(), state.subject(), phase, Optional.empty(), Optional.empty(), state.raised());
  }
}
