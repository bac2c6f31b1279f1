package io.plumbline.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a valid model says in vain or against itself. Each warning can be proved from the
 * model alone; what merely looks odd is not warned of.
 */
public final class ModelLint {
  private final ScoringModel model;
  private final List<Issue> warnings = new ArrayList<>();

  private ModelLint(ScoringModel model) {
    this.model = model;
  }

  /** The warnings for a model without errors, in the order of the model. */
  public static List<Issue> warnings(ScoringModel model) {
    ModelLint lint = new ModelLint(model);
    lint.all();
    return List.copyOf(lint.warnings);
  }

  private void all() {
    for (Dimension score : model.scores()) {
      String path = Pointer.to("/scores", score.name());
      Map<Object, String> counted = new HashMap<>();
      for (Group group : score.groups()) {
        group(group, Pointer.to(path + "/groups", group.name()), counted);
      }
      groupWeights(score, path);
      scoreMaximum(score, path);
    }
    new OutcomeLint(model, warnings).all();
  }

  private void group(Group group, String path, Map<Object, String> counted) {
    for (int i = 0; i < group.rules().size(); i++) {
      Rule rule = group.rules().get(i);
      String place = Pointer.to(path + "/rules", i);
      new RuleLint(rule, place, warnings).all();
      String first = counted.putIfAbsent(RuleLint.counts(rule), rule.id());
      if (first != null) {
        warn(
            "same-thing",
            place,
            "the rule " + Wording.quoted(rule.id()) + " counts what " + first + " counts",
            "each thing to count once in a score");
      }
    }
    List<Points> largest = new ArrayList<>();
    group.rules().forEach(rule -> rule.largestPoints().ifPresent(largest::add));
    if (group.max().isPresent() && largest.size() == group.rules().size()) {
      Points max = group.max().get();
      Points sum = largest.stream().reduce(Points.ZERO, Points::plus);
      if (max.compareTo(Points.ZERO) > 0 && sum.compareTo(max) < 0) {
        warn(
            "cap-never-binds",
            path + "/max",
            "a max of " + max + ", while the rules give " + sum + " at most",
            "at most " + sum + ", or no max");
      }
    }
  }

  private void groupWeights(Dimension score, String path) {
    List<Points> weights =
        score.groups().stream().map(Group::weight).flatMap(Optional::stream).toList();
    if (weights.size() < 2 || weights.size() < score.groups().size()) {
      return;
    }
    Points sum = weights.stream().reduce(Points.ZERO, Points::plus);
    boolean meant =
        OutcomeLint.isRound(sum)
            || score.max().equals(Optional.of(sum))
            || weightInTotal(score).equals(Optional.of(sum))
            || isPartOfRoundSum(score);
    if (!meant) {
      warn(
          "weights-not-round",
          path + "/groups",
          "groups whose weights add up to " + sum,
          "weights that add up to 100, to 1 or to the score's max");
    }
  }

  private Optional<Points> weightInTotal(Dimension score) {
    return model.total().stream()
        .filter(Total.Weighted.class::isInstance)
        .flatMap(it -> ((Total.Weighted) it).weights().stream())
        .filter(it -> it.score().equals(score.name()))
        .map(Total.Weight::weight)
        .findFirst();
  }

  /** Whether the score is added to others, and together they can make a round number. */
  private boolean isPartOfRoundSum(Dimension score) {
    if (model.total().orElse(null) instanceof Total.Sum sum
        && sum.scores().contains(score.name())) {
      Points most = Points.ZERO;
      for (String name : sum.scores()) {
        most = most.plus(model.score(name).flatMap(Dimension::ceiling).orElse(Points.ZERO));
      }
      return OutcomeLint.isRound(most);
    }
    return false;
  }

  private void scoreMaximum(Dimension score, String path) {
    List<Points> maxima =
        score.groups().stream().map(Group::maximum).flatMap(Optional::stream).toList();
    if (score.max().isPresent() && maxima.size() == score.groups().size()) {
      Points sum = maxima.stream().reduce(Points.ZERO, Points::plus);
      if (sum.compareTo(score.max().get()) < 0) {
        warn(
            "cap-never-binds",
            path + "/max",
            "a max of " + score.max().get() + ", while the groups give " + sum + " at most",
            "at most " + sum + ", or no max");
      }
    }
  }

  private void warn(String code, String path, String found, String expected) {
    warnings.add(Issue.warning(code, path, found, expected));
  }
}
