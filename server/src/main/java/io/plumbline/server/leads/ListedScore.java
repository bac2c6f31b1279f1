package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of a subject, without proof.
 *
 * @param version the number of the model's version
 * @param scores in the model's order
 */
@Schema(description = "What a model says of a lead or account, without proof.")
public record ListedScore(
    @Schema(example = "b2b-saas") String model,
    @Schema(example = "3") int version,
    Optional<Points> total,
    List<Dimension> scores,
    @Schema(example = "A2") Optional<String> cell,
    @Schema(example = "hot") Optional<String> band,
    @Schema(example = "demo-request") Optional<String> qualifiedBy,
    @Schema(example = "competitor") Optional<String> disqualifiedBy,
    Points coverage) {
  public ListedScore {
    scores = List.copyOf(scores);
  }

  /** A whole score, as it is listed. */
  static ListedScore of(Score score, int version) {
    return new ListedScore(
        score.model(),
        version,
        score.total(),
        score.scores().stream().map(ScoreLabels::listed).toList(),
        text(score.cell()),
        text(score.band()),
        text(score.qualifiedBy()),
        text(score.disqualifiedBy()),
        score.coverage());
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** One score of the model. */
  @Schema(name = "ListedDimension", description = "One score of the model.")
  public record Dimension(
      @Schema(example = "fit") String name,
      Points points,
      @Schema(example = "A") Optional<String> grade) {}
}
