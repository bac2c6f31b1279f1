package io.plumbline.core.score;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation.Range;

/** What one rule gave, and the facts behind it. */
public sealed interface Contribution {
  String rule();

  /** What the rule is worth to its group. */
  Points points();

  /** How a rule is written, as in the model language. */
  enum Kind {
    IF,
    LOOKUP,
    POINTS,
    TIERS,
    MEASURE
  }

  Kind kind();

  /** The answer of an attribute rule. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * Of a rule that looks at attributes.
   *
   * @param answer of a lookup: yes where a row holds, no where none does, unknown where the
   *     attribute is unknown
   * @param range what the rule could give if it were known; both ends are {@code points} where it
   *     is
   */
  record OfAttributes(
      String rule,
      Kind kind,
      Answer answer,
      Points points,
      Range range,
      Evidence.Attributes evidence)
      implements Contribution {}

  /**
   * Of a rule that looks at events.
   *
   * @param beforeDecay the points as if no event had aged
   * @param afterDecay the points as they have faded
   * @param points after the cap
   */
  record OfEvents(
      String rule,
      Kind kind,
      Points beforeDecay,
      Points afterDecay,
      Points points,
      Evidence.Events evidence)
      implements Contribution {}
}
