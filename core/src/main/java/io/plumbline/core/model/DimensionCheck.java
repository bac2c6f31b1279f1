package io.plumbline.core.model;

import io.plumbline.core.model.Grade.Threshold;
import java.math.BigInteger;
import java.util.Optional;

/** Finds what is wrong with one score: its limits, groups and grades. */
final class DimensionCheck {
  private final Dimension score;
  private final String path;
  private final IssueLog log;

  DimensionCheck(Dimension score, String path, IssueLog log) {
    this.score = score;
    this.path = path;
    this.log = log;
  }

  void all() {
    score.min().ifPresent(min -> Wording.checkBounds(log, path + "/min", min));
    score.max().ifPresent(max -> Wording.checkBounds(log, path + "/max", max));
    String groups = path + "/groups";
    if (score.groups().isEmpty()) {
      log.error("empty", groups, "no group", "at least one group");
    }
    Wording.checkUnique(log, "group", groups, score.groups().stream().map(Group::name).toList());
    for (Group group : score.groups()) {
      String place = Pointer.to(groups, group.name());
      Wording.checkName(log, "group", place, group.name());
      group(group, place);
    }
    Optional<Points> ceiling = knowsCeiling() ? score.ceiling() : Optional.empty();
    limits(ceiling);
    grades(ceiling);
  }

  /** Whether the score's maximum can be told from what was read. */
  private boolean knowsCeiling() {
    return log.isRead(path + "/max") && (score.max().isPresent() || log.isSound(path + "/groups"));
  }

  private void limits(Optional<Points> ceiling) {
    if (score.min().isPresent() && ceiling.isPresent() && log.isRead(path + "/min")) {
      Points min = score.min().get();
      if (min.compareTo(ceiling.get()) > 0) {
        String found = "a min of " + min + " above the score's max of " + ceiling.get();
        log.error("min-above-max", path + "/min", found, "a min that is at most the max");
      }
    }
  }

  private void group(Group group, String place) {
    group.min().ifPresent(min -> Wording.checkBounds(log, place + "/min", min));
    group.max().ifPresent(max -> Wording.checkBounds(log, place + "/max", max));
    group.weight().ifPresent(weight -> checkWeight(log, place + "/weight", weight));
    if (group.rules().isEmpty()) {
      log.error("empty", place + "/rules", "no rule", "at least one rule");
    }
    for (int i = 0; i < group.rules().size(); i++) {
      new RuleCheck(group.rules().get(i), Pointer.to(place + "/rules", i), log).all();
    }
    if (group.min().isPresent() && group.max().isPresent() && log.isRead(place + "/max")) {
      if (group.min().get().compareTo(group.max().get()) > 0) {
        String found = "a min of " + group.min().get() + " above the max of " + group.max().get();
        log.error("min-above-max", place + "/min", found, "a min that is at most the max");
      }
    }
    if (group.weight().isPresent() && log.isSound(place)) {
      weighted(group, place);
    }
  }

  static void checkWeight(IssueLog log, String place, Points weight) {
    if (weight.compareTo(Points.ZERO) <= 0 || !Limits.allows(weight)) {
      String expected = "a weight above 0, at most 1000000";
      log.error("out-of-bounds", place, weight.toString(), expected);
    }
  }

  private void weighted(Group group, String place) {
    Optional<Points> largest = group.largestSum();
    if (largest.isEmpty()) {
      String rule =
          group.rules().stream()
              .filter(each -> each.largestPoints().isEmpty())
              .map(Rule::id)
              .findFirst()
              .orElse("");
      String found = "a weight, while the rule " + Wording.quoted(rule) + " has no largest points";
      log.error(
          "weight-without-largest-sum",
          place + "/weight",
          found,
          "a cap on that rule or a max on the group");
    } else if (largest.get().compareTo(Points.ZERO) <= 0) {
      String found = "a weight, while the group's largest possible sum is " + largest.get();
      log.error(
          "weight-without-largest-sum",
          place + "/weight",
          found,
          "rules, or a max, above 0 points");
    }
  }

  private void grades(Optional<Points> ceiling) {
    String grades = path + "/grades";
    Wording.checkUnique(log, "grade", grades, score.grades().stream().map(Grade::label).toList());
    if (score.grades().isEmpty() || !log.isRead(grades)) {
      return;
    }
    if (score.min().isEmpty() && log.isRead(path + "/min")) {
      log.errorAtName(
          "grades-without-floor",
          grades,
          "grades on a score with min: none",
          "a min, or no grades");
    }
    Optional<BigInteger> above = Optional.empty();
    String aboveLabel = "";
    for (Grade grade : score.grades()) {
      String place = Pointer.to(grades, grade.label());
      label(grade, place, ceiling);
      Optional<BigInteger> scaled =
          log.isSound(place) ? scaled(grade.threshold(), ceiling) : Optional.empty();
      if (scaled.isPresent() && above.isPresent() && scaled.get().compareTo(above.get()) >= 0) {
        String found = shown(grade.threshold(), ceiling) + ", not below the one of ";
        log.error(
            "rising-threshold",
            place,
            found + Wording.quoted(aboveLabel),
            "thresholds that fall from grade to grade");
      }
      above = scaled.isPresent() ? scaled : above;
      aboveLabel = scaled.isPresent() ? grade.label() : aboveLabel;
    }
    lastThreshold(grades, ceiling);
  }

  private void lastThreshold(String grades, Optional<Points> ceiling) {
    Grade last = score.grades().get(score.grades().size() - 1);
    String place = Pointer.to(grades, last.label());
    if (score.min().isEmpty() || !log.isSound(path + "/min") || !log.isSound(place)) {
      return;
    }
    Points floor = score.min().get();
    BigInteger scaledFloor = BigInteger.valueOf(floor.thousandths()).multiply(HUNDRED);
    if (scaled(last.threshold(), ceiling).filter(it -> it.compareTo(scaledFloor) > 0).isPresent()) {
      log.error(
          "last-threshold-above-floor",
          place,
          shown(last.threshold(), ceiling) + " for the last grade, while a score can be " + floor,
          "at most " + floor + ", so that every score has a grade");
    }
  }

  private void label(Grade grade, String place, Optional<Points> ceiling) {
    if (!Naming.isLabel(grade.label())) {
      log.errorAtName(
          "bad-name", place, "the grade " + Wording.quoted(grade.label()), Wording.A_LABEL);
    }
    if (grade.threshold() instanceof Threshold.OfPoints points) {
      Wording.checkBounds(log, place, points.value());
    } else if (!Limits.allowsPercent(grade.threshold().value())) {
      log.error("out-of-bounds", place, grade.threshold().value() + "%", "0% to 100%");
    } else if (knowsCeiling() && ceiling.filter(it -> it.compareTo(Points.ZERO) > 0).isEmpty()) {
      String maximum = ceiling.map(it -> "a max of " + it).orElse("no finite max");
      log.error(
          "percent-without-maximum",
          place,
          grade.threshold().value() + "% of a score with " + maximum,
          "points, or a max above 0 on the score");
    }
  }

  private static final BigInteger HUNDRED = BigInteger.valueOf(100_000);

  /** A threshold in units that hold points and percentages exactly; empty where it is unknown. */
  private static Optional<BigInteger> scaled(Threshold threshold, Optional<Points> ceiling) {
    BigInteger value = BigInteger.valueOf(threshold.value().thousandths());
    return threshold instanceof Threshold.OfPoints
        ? Optional.of(value.multiply(HUNDRED))
        : ceiling.map(max -> value.multiply(BigInteger.valueOf(max.thousandths())));
  }

  private static String shown(Threshold threshold, Optional<Points> ceiling) {
    boolean points = threshold instanceof Threshold.OfPoints || ceiling.isEmpty();
    return points ? threshold.value().toString() : threshold.value() + "% of " + ceiling.get();
  }
}
