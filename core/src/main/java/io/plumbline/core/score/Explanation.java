package io.plumbline.core.score;

import io.plumbline.core.model.Points;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The proof of a score: every level adds up exactly to the one above.
 *
 * @param totalParts what each score gives to the total; empty where the model has no total
 * @param nextChange of the total; empty where it will not change by itself, or there is no total
 */
public record Explanation(
    Score score,
    List<TotalPart> totalParts,
    Optional<NextChange> nextChange,
    List<DimensionProof> dimensions) {
  public Explanation {
    totalParts = List.copyOf(totalParts);
    dimensions = List.copyOf(dimensions);
  }

  /**
   * What one score gives to the total.
   *
   * @param weight empty where scores are simply added
   */
  public record TotalPart(String score, Optional<Points> weight, Points points) {}

  /** The next day at whose start points will differ if nothing else happens. */
  public record NextChange(LocalDate day, Points points) {}

  /** The lowest and highest points with what is unknown. */
  public record Range(Points lowest, Points highest) {}

  /**
   * The proof of one score.
   *
   * @param sum of the groups' worths, before floor and ceiling
   * @param min the floor; empty for none
   * @param max the ceiling; empty where unbounded
   */
  public record DimensionProof(
      String name,
      Points points,
      String grade,
      Optional<Points> min,
      Optional<Points> max,
      Points sum,
      Range range,
      Optional<NextChange> nextChange,
      List<GroupProof> groups) {
    public DimensionProof {
      groups = List.copyOf(groups);
    }
  }

  /**
   * The proof of one group.
   *
   * @param sum of the rules' points
   * @param limited the sum within the group's min and max
   * @param points what the group is worth to its score
   */
  public record GroupProof(
      String name,
      Points points,
      Optional<Points> weight,
      Points sum,
      Points limited,
      List<Contribution> rules) {
    public GroupProof {
      rules = List.copyOf(rules);
    }
  }
}
