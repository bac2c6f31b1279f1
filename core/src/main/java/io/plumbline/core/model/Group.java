package io.plumbline.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Rules whose points are summed, limited and perhaps weighted together.
 *
 * @param weight what the group is worth at most; above 0
 * @param min the least that the sum counts
 * @param max the most that the sum counts: the group's cap
 */
public record Group(
    String name,
    Caption caption,
    Optional<Points> weight,
    Optional<Points> min,
    Optional<Points> max,
    List<Rule> rules) {
  public Group {
    rules = List.copyOf(rules);
  }

  /** P: its cap, else the sum of its rules' largest points; empty where a rule is unbounded. */
  public Optional<Points> largestSum() {
    if (max.isPresent()) {
      return max;
    }
    Points sum = Points.ZERO;
    for (Rule rule : rules) {
      Optional<Points> largest = rule.largestPoints();
      if (largest.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(largest.get());
    }
    return Optional.of(sum);
  }

  /** The most that the group is worth: its weight, else its cap, else P. */
  public Optional<Points> maximum() {
    return weight.isPresent() ? weight : largestSum();
  }
}
