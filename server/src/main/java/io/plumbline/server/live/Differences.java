package io.plumbline.server.live;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.TotalPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where two scores of a subject differ, level by level. Each level adds up exactly to the one
 * above: rules and what the group made of their sum to the group, groups and floor or ceiling to
 * the score, parts to the total. What is at one end only counts 0 at the other.
 *
 * @param total what each score gives to the total
 */
public record Differences(
    List<OfPart> total, List<OfScore> scores, List<OfGroup> groups, List<OfRule> rules) {
  private static final Points NONE = new Points(0);

  public Differences {
    total = List.copyOf(total);
    scores = List.copyOf(scores);
    groups = List.copyOf(groups);
    rules = List.copyOf(rules);
  }

  /** Points before and after. */
  public record Pair(Points from, Points to) {
    boolean differs() {
      return !from.equals(to);
    }
  }

  /** What a score gives to the total. */
  public record OfPart(String score, Pair points) {}

  /**
   * A score.
   *
   * @param adjustment what floor or ceiling added to the sum of the groups
   */
  public record OfScore(String score, Pair points, Pair adjustment) {}

  /**
   * A group.
   *
   * @param points what it is worth to its score
   * @param adjustment what its limits and its weight added to the sum of its rules
   */
  public record OfGroup(String score, String group, Pair points, Pair adjustment) {}

  /** A rule. */
  public record OfRule(String score, String group, String rule, Pair points) {}

  /** The differences between two explanations, in the order of the later one. */
  static Differences between(Optional<Explanation> earlier, Optional<Explanation> later) {
    Sides<String> total = new Sides<>();
    Sides<String> scores = new Sides<>();
    Sides<List<String>> groups = new Sides<>();
    Sides<List<String>> rules = new Sides<>();
    for (boolean isLater : new boolean[] {true, false}) {
      Optional<Explanation> side = isLater ? later : earlier;
      for (TotalPart part : side.map(Explanation::totalParts).orElse(List.of())) {
        total.put(isLater, part.score(), part.points(), part.points());
      }
      for (DimensionProof score : side.map(Explanation::dimensions).orElse(List.of())) {
        scores.put(isLater, score.name(), score.points(), score.sum());
        for (GroupProof group : score.groups()) {
          groups.put(isLater, List.of(score.name(), group.name()), group.points(), group.sum());
          for (Contribution rule : group.rules()) {
            List<String> key = List.of(score.name(), group.name(), rule.rule());
            rules.put(isLater, key, rule.points(), rule.points());
          }
        }
      }
    }
    return new Differences(
        total.differing((name, each) -> new OfPart(name, each.points())),
        scores.differing((name, each) -> new OfScore(name, each.points(), each.adjustment())),
        groups.differing(
            (key, each) -> new OfGroup(key.get(0), key.get(1), each.points(), each.adjustment())),
        rules.differing(
            (key, each) -> new OfRule(key.get(0), key.get(1), key.get(2), each.points())));
  }

  /** One thing at both ends: its points, and what they are more than the sum of what is below. */
  private record Both(Pair points, Pair adjustment) {
    static final Both NOTHING = new Both(new Pair(NONE, NONE), new Pair(NONE, NONE));

    Both with(boolean isLater, Points own, Points sum) {
      Points more = new Points(own.thousandths() - sum.thousandths());
      return isLater
          ? new Both(new Pair(points.from(), own), new Pair(adjustment.from(), more))
          : new Both(new Pair(own, points.to()), new Pair(more, adjustment.to()));
    }

    boolean differs() {
      return points.differs() || adjustment.differs();
    }
  }

  /** Makes a difference of a key and its points. */
  private interface Shape<K, R> {
    R of(K key, Both both);
  }

  /** Things at both ends, in the order first met. */
  private static final class Sides<K> {
    private final Map<K, Both> both = new LinkedHashMap<>();

    void put(boolean isLater, K key, Points own, Points sum) {
      both.put(key, both.getOrDefault(key, Both.NOTHING).with(isLater, own, sum));
    }

    <R> List<R> differing(Shape<K, R> shape) {
      List<R> differing = new ArrayList<>();
      both.forEach(
          (key, each) -> {
            if (each.differs()) {
              differing.add(shape.of(key, each));
            }
          });
      return differing;
    }
  }
}
