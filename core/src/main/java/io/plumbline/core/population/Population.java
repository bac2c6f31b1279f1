package io.plumbline.core.population;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.score.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * Many subjects with their folded facts as of an instant, ready to be scored again and again with
 * any model that looks at the same facts.
 */
public interface Population {

  /** Starts collecting facts for a model. */
  static Intake intake(CompiledModel model, Options options) {
    return new FactIntake(model, options);
  }

  /** Folds what was collected; the intake cannot be used any more. */
  static Population of(Intake intake) {
    return new FoldedPopulation((FactIntake) intake);
  }

  /**
   * How facts are collected.
   *
   * @param asOf events after it do not exist
   * @param threads how many threads fold and score, 1 or more
   * @param explainable whether facts are kept, so that {@link #explain} can be asked and models
   *     with other tests of attributes can be tried; without, other points, weights and bands can
   */
  record Options(Instant asOf, int threads, boolean explainable) {}

  /** Where a refused or a counted row came from. */
  record Duplicate(long chunk, int line, String id) {}

  /** Leads that came again with an id already seen, in the order received; each was left out. */
  List<Duplicate> duplicateLeads();

  /** How many received events (repetitions included) belong to no lead. */
  long orphanEvents();

  /** How many received events were counted once for their id already. */
  long repeatedEvents();

  int size();

  /** All scores, in the order of the leads received. */
  ScoreColumns score(CompiledModel model);

  /** What each rule of a model gives over all subjects. */
  PopulationStatistics statistics(CompiledModel model);

  /** The proof of one row's score. */
  Explanation explain(CompiledModel model, int row);
}
