package io.plumbline.format.text;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Total;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells in words why leads have the points they have; made once for a model. Immutable. */
public final class Reasons {
  private final ScoringModel model;
  private final Map<String, Place> places = new HashMap<>();

  /** Where a rule stands. */
  private record Place(Dimension score, Group group, Rule rule) {}

  /**
   * Why a lead has points, or has lost some.
   *
   * @param title the rule's title, or its id
   * @param points what the rule gave to its group
   * @param words the facts behind it
   */
  public record Reason(String rule, String title, Points points, String words) {}

  private record Ranked(Reason reason, double effect) {}

  public Reasons(ScoringModel model) {
    this.model = model;
    for (Dimension score : model.scores()) {
      for (Group group : score.groups()) {
        group.rules().forEach(rule -> places.put(rule.id(), new Place(score, group, rule)));
      }
    }
  }

  /** The strongest reasons for points, the strongest first. */
  public List<Reason> up(Explanation explanation, int most) {
    return strongest(explanation, most, 1);
  }

  /** The strongest reasons against points, the strongest first. */
  public List<Reason> down(Explanation explanation, int most) {
    return strongest(explanation, most, -1);
  }

  private List<Reason> strongest(Explanation explanation, int most, int sign) {
    List<Ranked> ranked = new ArrayList<>();
    for (DimensionProof score : explanation.dimensions()) {
      for (GroupProof group : score.groups()) {
        for (Contribution contribution : group.rules()) {
          if (Long.signum(contribution.points().thousandths()) == sign) {
            ranked.add(ranked(explanation, contribution));
          }
        }
      }
    }
    return ranked.stream()
        .sorted(Comparator.comparingDouble((Ranked each) -> -Math.abs(each.effect())))
        .limit(most)
        .map(Ranked::reason)
        .toList();
  }

  private Ranked ranked(Explanation explanation, Contribution contribution) {
    return new Ranked(reason(explanation, contribution), effect(contribution));
  }

  /** One rule's reason. */
  Reason reason(Explanation explanation, Contribution contribution) {
    Rule rule = rule(contribution.rule());
    EvidenceWords words = new EvidenceWords(model.zone(), explanation.score().day());
    return new Reason(
        rule.id(),
        TextWidth.clean(rule.caption().titleOr(rule.id())),
        contribution.points(),
        words.of(rule, contribution));
  }

  /** The rule of an id. */
  Rule rule(String id) {
    return place(id).rule();
  }

  /** The group in which the rules of a proof stand. */
  Optional<Group> group(GroupProof proof) {
    return proof.rules().stream().findFirst().map(rule -> place(rule.rule()).group());
  }

  private Place place(String id) {
    Place place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no rule of " + model.id() + ": " + id);
    }
    return place;
  }

  /** The points as far as weights carry them into the total: only to compare rules by. */
  private double effect(Contribution contribution) {
    Place place = place(contribution.rule());
    double points = contribution.points().thousandths();
    Optional<Points> weight = place.group().weight();
    if (weight.isPresent()) {
      points *= share(weight.get(), place.group().largestSum());
    }
    return points * factor(place.score());
  }

  /** What a point of a score is worth in the total; 1 where the model has none. */
  private double factor(Dimension score) {
    Total total = model.total().orElse(null);
    if (total instanceof Total.Sum sum) {
      return sum.scores().contains(score.name()) ? 1 : 0;
    }
    if (total instanceof Total.Weighted weighted) {
      return weighted.weights().stream()
          .filter(weight -> weight.score().equals(score.name()))
          .mapToDouble(weight -> share(weight.weight(), score.ceiling()))
          .sum();
    }
    return 1;
  }

  private static double share(Points weight, Optional<Points> of) {
    return (double) weight.thousandths() / of.map(Points::thousandths).orElse(1000L);
  }
}
