package io.plumbline.core.model;

import java.util.List;

/** How points fade with the age of an event in days. */
public sealed interface Decay {
  Decay NONE = new None();

  record None() implements Decay {}

  /** 0.5^(age/days). */
  record HalfLife(int days) implements Decay {}

  /** max(0, 1 - age/days). */
  record Linear(int days) implements Decay {}

  /** 100 % below the first bound, then each percentage from its bound on. */
  record Steps(List<Step> steps) implements Decay {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  /**
   * From an age on, a percentage.
   *
   * @param fromDays the age from which on the percentage holds
   * @param percent 0 to 100
   */
  record Step(int fromDays, Points percent) {}
}
