package io.plumbline.core.model;

import io.plumbline.core.model.Grade.Threshold;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds grades and bands that no subject can reach, odd weights, and entries in vain. */
final class OutcomeLint {
  private static final Set<Points> ROUND =
      Set.of(Points.of(1), Points.of(10), Points.of(100), Points.of(1000));
  private static final BigInteger HUNDRED = BigInteger.valueOf(100_000);

  private final ScoringModel model;
  private final List<Issue> warnings;
  private final Set<String> qualified = new HashSet<>();

  OutcomeLint(ScoringModel model, List<Issue> warnings) {
    this.model = model;
    this.warnings = warnings;
    model.qualifiers().forEach(it -> qualified.add(it.band()));
  }

  /** Whether weights that add up to so much are clearly meant to. */
  static boolean isRound(Points sum) {
    return ROUND.contains(sum);
  }

  void all() {
    model.scores().forEach(this::grades);
    weights();
    bands();
    entries(model.qualifiers(), "/qualify");
    entries(model.disqualifiers(), "/disqualify");
  }

  private void grades(Dimension score) {
    String path = Pointer.to("/scores", score.name()) + "/grades";
    Optional<Points> highest = Reach.highest(score);
    Optional<Points> lowest = Reach.lowest(score);
    boolean always = false;
    for (Grade grade : score.grades()) {
      String place = Pointer.to(path, grade.label());
      BigInteger threshold = scaled(grade.threshold(), score);
      if (always) {
        warn(
            "unreachable-grade",
            place,
            "the grade " + grade.label() + ", below one that every score reaches",
            "thresholds that some score does not reach, but for the last");
      } else if (highest.isPresent() && threshold.compareTo(scaled(highest.get())) > 0) {
        warn(
            "unreachable-grade",
            place,
            "a threshold above " + highest.get() + ", the most that " + score.name() + " can be",
            "a threshold that can be reached");
      }
      always = always || (lowest.isPresent() && threshold.compareTo(scaled(lowest.get())) <= 0);
    }
  }

  private static BigInteger scaled(Points points) {
    return BigInteger.valueOf(points.thousandths()).multiply(HUNDRED);
  }

  private static BigInteger scaled(Threshold threshold, Dimension score) {
    Points max = score.ceiling().orElse(Points.ZERO);
    return threshold instanceof Threshold.OfPoints
        ? scaled(threshold.value())
        : BigInteger.valueOf(threshold.value().thousandths())
            .multiply(BigInteger.valueOf(max.thousandths()));
  }

  private void weights() {
    if (model.total().orElse(null) instanceof Total.Weighted weighted
        && weighted.weights().size() > 1) {
      Points sum =
          weighted.weights().stream().map(Total.Weight::weight).reduce(Points.ZERO, Points::plus);
      if (!isRound(sum)) {
        warn(
            "weights-not-round",
            "/total/weights",
            "weights that add up to " + sum,
            "weights that add up to 100 or 1");
      }
    }
  }

  private void bands() {
    Optional<Points> highest = Reach.highestTotal(model);
    Optional<Points> lowest = Reach.lowestTotal(model);
    Optional<Points> least = Optional.empty();
    Set<String> cells = new HashSet<>();
    boolean always = false;
    for (int i = 0; i + 1 < model.bands().size(); i++) {
      Band band = model.bands().get(i);
      if (always) {
        unreachable(band, "after a band that always holds");
      } else if (band.test() instanceof Band.Test.AtLeast test) {
        Points points = test.points();
        if (least.isPresent() && points.compareTo(least.get()) >= 0) {
          unreachable(band, "after a band from " + least.get() + " on");
        } else if (highest.isPresent() && points.compareTo(highest.get()) > 0) {
          unreachable(band, "above " + highest.get() + ", the most that a total can be");
        }
        least = Optional.of(least.filter(it -> it.compareTo(points) <= 0).orElse(points));
        always = lowest.isPresent() && points.compareTo(lowest.get()) <= 0;
      } else if (band.test() instanceof Band.Test.InCells test) {
        if (cells.containsAll(test.cells())) {
          unreachable(band, "whose cells all belong to earlier bands");
        }
        cells.addAll(test.cells());
      }
      always = always || band.test() instanceof Band.Test.Otherwise;
    }
  }

  /** A band that points never give; a qualifier may. */
  private void unreachable(Band band, String why) {
    if (!qualified.contains(band.name())) {
      warn(
          "unreachable-band",
          Pointer.to("/bands", band.name()),
          "the band " + band.name() + " " + why,
          "a band that somebody can be in");
    }
  }

  private void entries(List<Entry> entries, String path) {
    String lowest = model.bands().isEmpty() ? "" : lastBand();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String place = Pointer.to(path, i);
      entry.condition().ifPresent(it -> RuleLint.condition(warnings, place + "/if", it));
      entry.signal().ifPresent(it -> RuleLint.condition(warnings, place + "/where", it.where()));
      if (!entry.band().isEmpty() && entry.band().equals(lowest)) {
        warn(
            "lowest-band",
            place + "/band",
            "the lowest band " + Wording.quoted(lowest) + ", in which everybody is anyway",
            "a higher band");
      }
    }
  }

  private String lastBand() {
    return model.bands().get(model.bands().size() - 1).name();
  }

  private void warn(String code, String path, String found, String expected) {
    warnings.add(Issue.warning(code, path, found, expected));
  }
}
