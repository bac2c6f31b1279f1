package io.plumbline.core.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bounds of what a model can give: no subject's points lie outside. Empty means that there is none.
 */
final class Reach {
  private Reach() {}

  static Optional<Points> highest(Rule rule) {
    return rule.largestPoints();
  }

  /** The lowest points of a rule, never positive. */
  static Optional<Points> lowest(Rule rule) {
    if (rule instanceof Rule.If test) {
      return Optional.of(atMostZero(test.points()));
    }
    if (rule instanceof Rule.Lookup lookup) {
      return Optional.of(lowest(lookup.table()));
    }
    if (rule instanceof Rule.Measured measured) {
      return Optional.of(lowest(measured.table()));
    }
    if (rule instanceof Rule.Tiers tiers) {
      return sum(tiers.tiers(), it -> Optional.of(atMostZero(it.points())));
    }
    Rule.PerEvent each = (Rule.PerEvent) rule;
    return each.points().thousandths() >= 0
        ? Optional.of(Points.ZERO)
        : each.cap().map(it -> new Points(-it.thousandths()));
  }

  static Optional<Points> highest(Group group) {
    Optional<Points> sum = sum(group.rules(), Reach::highest);
    Optional<Points> limited = least(sum, group.max());
    return worth(group, raised(limited, group.min()));
  }

  static Optional<Points> lowest(Group group) {
    Optional<Points> sum = sum(group.rules(), Reach::lowest);
    Optional<Points> limited = sum.isEmpty() ? Optional.empty() : least(sum, group.max());
    return worth(group, limited.isEmpty() ? group.min() : raised(limited, group.min()));
  }

  static Optional<Points> highest(Dimension score) {
    return raised(least(sum(score.groups(), Reach::highest), score.ceiling()), score.min());
  }

  static Optional<Points> lowest(Dimension score) {
    Optional<Points> sum = sum(score.groups(), Reach::lowest);
    Optional<Points> limited = sum.isEmpty() ? Optional.empty() : least(sum, score.ceiling());
    return limited.isEmpty() ? score.min() : raised(limited, score.min());
  }

  static Optional<Points> highestTotal(ScoringModel model) {
    return total(model, Reach::highest);
  }

  static Optional<Points> lowestTotal(ScoringModel model) {
    return total(model, Reach::lowest);
  }

  private static Optional<Points> total(
      ScoringModel model, Function<Dimension, Optional<Points>> bound) {
    if (model.total().isEmpty()) {
      return model.scores().size() == 1 ? bound.apply(model.scores().get(0)) : Optional.empty();
    }
    Map<String, Dimension> scores = new HashMap<>();
    model.scores().forEach(score -> scores.put(score.name(), score));
    Total total = model.total().get();
    if (total instanceof Total.Sum sum) {
      return sum(sum.scores(), name -> Optional.ofNullable(scores.get(name)).flatMap(bound));
    }
    return sum(
        ((Total.Weighted) total).weights(),
        weight ->
            Optional.ofNullable(scores.get(weight.score()))
                .flatMap(score -> part(score, weight.weight(), bound)));
  }

  private static Optional<Points> part(
      Dimension score, Points weight, Function<Dimension, Optional<Points>> bound) {
    return bound
        .apply(score)
        .flatMap(points -> score.ceiling().map(max -> scaled(weight, points, max)));
  }

  private static Points scaled(Points weight, Points points, Points max) {
    return new Points(Points.mulDiv(weight.thousandths(), points.thousandths(), max.thousandths()));
  }

  private static Optional<Points> worth(Group group, Optional<Points> limited) {
    if (group.weight().isEmpty() || limited.isEmpty()) {
      return limited;
    }
    Points weight = group.weight().get();
    return group.largestSum().map(largest -> scaled(weight, limited.get(), largest));
  }

  private static <T> Optional<Points> sum(List<T> parts, Function<T, Optional<Points>> bound) {
    Points sum = Points.ZERO;
    for (T part : parts) {
      Optional<Points> each = bound.apply(part);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(each.get());
    }
    return Optional.of(sum);
  }

  private static Points lowest(Table table) {
    return table.rows().stream()
        .map(row -> atMostZero(row.points()))
        .reduce(Points.ZERO, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private static Points atMostZero(Points points) {
    return points.compareTo(Points.ZERO) <= 0 ? points : Points.ZERO;
  }

  private static Optional<Points> least(Optional<Points> points, Optional<Points> max) {
    if (points.isEmpty() || max.isEmpty()) {
      return points.isEmpty() ? max : points;
    }
    return points.get().compareTo(max.get()) <= 0 ? points : max;
  }

  private static Optional<Points> raised(Optional<Points> points, Optional<Points> min) {
    boolean below = points.isPresent() && min.isPresent() && points.get().compareTo(min.get()) < 0;
    return below ? min : points;
  }
}
