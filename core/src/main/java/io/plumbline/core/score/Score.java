package io.plumbline.core.score;

import io.plumbline.core.model.Points;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of one subject as of an instant.
 *
 * @param day the as-of's calendar day in the model's zone
 * @param total empty where the model has none
 * @param scores in the model's order
 * @param cell row grade and column grade; empty where the model has no matrix
 * @param band empty where the model has no bands and no entry disqualifies
 * @param qualifiedBy id of the first qualifier that holds; empty for none
 * @param disqualifiedBy id of the first disqualifier that holds; empty for none
 * @param coverage percent of the attribute rules, by weight, whose answer is known
 */
public record Score(
    String subject,
    String model,
    Instant asOf,
    LocalDate day,
    Optional<Points> total,
    List<OfDimension> scores,
    String cell,
    String band,
    String qualifiedBy,
    String disqualifiedBy,
    Points coverage) {
  public Score {
    scores = List.copyOf(scores);
  }

  /**
   * The points of one dimension.
   *
   * @param grade empty where the dimension has no grades
   */
  public record OfDimension(String name, Points points, String grade) {}
}
