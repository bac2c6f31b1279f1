package io.plumbline.core.oracle;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Total;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Explanation.TotalPart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The points of one subject on one day: "Group", "Score" and "Total" of section 5. */
final class OracleDay {
  private final ScoringModel model;
  private final OracleRules rules;

  OracleDay(ScoringModel model, Subject subject, OracleEvents events, LocalDate today) {
    this.model = model;
    OracleConditions conditions = new OracleConditions(model.zone(), today);
    rules = new OracleRules(conditions, subject.attributes(), events);
  }

  OracleConditions conditions() {
    return rules.conditions();
  }

  /** The proof of a score, its grade and what comes next still to be said. */
  DimensionProof proof(Dimension dimension) {
    List<GroupProof> groups = dimension.groups().stream().map(this::proof).toList();
    long sum = groups.stream().mapToLong(group -> group.points().thousandths()).sum();
    return new DimensionProof(
        dimension.name(),
        new Points(limited(dimension, sum)),
        "",
        dimension.min(),
        OracleLimits.maximum(dimension).map(Points::new),
        new Points(sum),
        new Range(
            lowestOrHighest(dimension, groups, Range::lowest),
            lowestOrHighest(dimension, groups, Range::highest)),
        Optional.empty(),
        groups);
  }

  /** "The sum of its groups, at least `min` (0), at most `max`." */
  private static long limited(Dimension dimension, long sum) {
    long floored = dimension.min().map(min -> Math.max(min.thousandths(), sum)).orElse(sum);
    return OracleLimits.maximum(dimension).map(max -> Math.min(max, floored)).orElse(floored);
  }

  /** "The sum of its rules; then at most `max`, at least `min` where given." */
  private GroupProof proof(Group group) {
    List<Contribution> contributions = group.rules().stream().map(rules::of).toList();
    long sum = contributions.stream().mapToLong(c -> c.points().thousandths()).sum();
    long limited = limited(group, sum);
    return new GroupProof(
        group.name(),
        new Points(worth(group, limited)),
        group.weight(),
        new Points(sum),
        new Points(limited),
        contributions);
  }

  private static long limited(Group group, long sum) {
    long capped = group.max().map(max -> Math.min(max.thousandths(), sum)).orElse(sum);
    return group.min().map(min -> Math.max(min.thousandths(), capped)).orElse(capped);
  }

  /** "With `weight: W` (above 0) the group is worth mulDiv(W, limited sum, P)". */
  private static long worth(Group group, long limited) {
    return group.weight().isEmpty()
        ? limited
        : OracleNumbers.mulDiv(
            group.weight().get().thousandths(),
            limited,
            OracleLimits.largestSum(group).orElseThrow());
  }

  /**
   * "Range of a score: its lowest and highest points when each unknown attribute rule takes, on its
   * own, its lowest and highest answer".
   */
  private static Points lowestOrHighest(
      Dimension dimension, List<GroupProof> proofs, Function<Range, Points> end) {
    long sum = 0;
    for (int g = 0; g < proofs.size(); g++) {
      long ofGroup = 0;
      for (Contribution contribution : proofs.get(g).rules()) {
        ofGroup +=
            contribution instanceof Contribution.OfAttributes attributes
                ? end.apply(attributes.range()).thousandths()
                : contribution.points().thousandths();
      }
      Group group = dimension.groups().get(g);
      sum += worth(group, limited(group, ofGroup));
    }
    return new Points(limited(dimension, sum));
  }

  /** The points of each score, in the model's order. */
  List<Points> points() {
    return model.scores().stream().map(score -> proof(score).points()).toList();
  }

  /**
   * "Total. `sum`: the scores added. `weights`: the sum of mulDiv(weight, score, max of that
   * score). Without `total`, a model with one score has that score as total; with several it has
   * none."
   */
  static List<TotalPart> totalParts(ScoringModel model, List<Points> points) {
    List<TotalPart> parts = new ArrayList<>();
    if (model.total().isEmpty() && model.scores().size() == 1) {
      parts.add(new TotalPart(model.scores().get(0).name(), Optional.empty(), points.get(0)));
    } else if (model.total().isPresent() && model.total().get() instanceof Total.Sum sum) {
      for (String name : sum.scores()) {
        parts.add(new TotalPart(name, Optional.empty(), points.get(place(model, name))));
      }
    } else if (model.total().isPresent()) {
      for (Total.Weight weight : ((Total.Weighted) model.total().get()).weights()) {
        int place = place(model, weight.score());
        long max = OracleLimits.maximum(model.scores().get(place)).orElseThrow();
        long part =
            OracleNumbers.mulDiv(
                weight.weight().thousandths(), points.get(place).thousandths(), max);
        parts.add(new TotalPart(weight.score(), Optional.of(weight.weight()), new Points(part)));
      }
    }
    return parts;
  }

  /** The total, empty where the model has none. */
  static Optional<Points> total(ScoringModel model, List<Points> points) {
    List<TotalPart> parts = totalParts(model, points);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Points(parts.stream().mapToLong(part -> part.points().thousandths()).sum()));
  }

  static int place(ScoringModel model, String score) {
    List<String> names = model.scores().stream().map(Dimension::name).toList();
    return names.indexOf(score);
  }
}
