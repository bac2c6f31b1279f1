package io.plumbline.core.model;

import java.util.List;
import java.util.Optional;

/**
 * One score of a model, such as fit or engagement.
 *
 * @param min the floor; empty for {@code none}
 * @param max the ceiling as written; empty where it follows from the groups
 * @param grades from the highest threshold to the lowest; empty where the score has none
 */
public record Dimension(
    String name,
    Caption caption,
    Optional<Points> min,
    Optional<Points> max,
    List<Group> groups,
    List<Grade> grades) {
  public Dimension {
    groups = List.copyOf(groups);
    grades = List.copyOf(grades);
  }

  /** The ceiling: as written, else the sum of the maxima of the groups where all are finite. */
  public Optional<Points> ceiling() {
    if (max.isPresent()) {
      return max;
    }
    Points sum = Points.ZERO;
    for (Group group : groups) {
      Optional<Points> largest = group.maximum();
      if (largest.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(largest.get());
    }
    return Optional.of(sum);
  }
}
