package io.plumbline.core.oracle;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.ScoringModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A model, an as-of and the facts of some subjects, all from one seed.
 *
 * @param seed gives the same case again
 */
public record RandomCase(long seed, Era era, ScoringModel model, Instant asOf, List<Facts> facts) {

  /** The case of a seed, with so many subjects. */
  public static RandomCase of(long seed, int subjects) {
    Dice dice = new Dice(seed);
    Era era = Era.at(dice);
    ScoringModel model = RandomModels.model(dice, era);
    Instant asOf = RandomFacts.asOf(dice, era);
    List<Facts> facts = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      facts.add(RandomFacts.facts("lead-" + i, dice, era, asOf));
    }
    return new RandomCase(seed, era, model, asOf, facts);
  }
}
