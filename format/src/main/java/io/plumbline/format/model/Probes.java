package io.plumbline.format.model;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.NextChange;
import io.plumbline.core.score.Score;
import io.plumbline.format.model.ModelCase.Probe;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds in an explanation what a case expects, in the words of cases. */
final class Probes {
  private Probes() {}

  static String total(Explanation explanation) {
    return orNone(explanation.score().total().map(Points::toString));
  }

  static String coverage(Explanation explanation) {
    return explanation.score().coverage().toString();
  }

  static String cell(Explanation explanation) {
    return orNone(explanation.score().cell());
  }

  static String band(Explanation explanation) {
    return orNone(explanation.score().band());
  }

  static String qualifiedBy(Explanation explanation) {
    return orNone(explanation.score().qualifiedBy());
  }

  static String disqualifiedBy(Explanation explanation) {
    return orNone(explanation.score().disqualifiedBy());
  }

  static Probe score(String name) {
    return explanation ->
        orNone(dimension(explanation, name).map(DimensionProof::points).map(Points::toString));
  }

  static Probe grade(String name) {
    return explanation ->
        orNone(
            explanation.score().scores().stream()
                .filter(it -> it.name().equals(name))
                .map(Score.OfDimension::grade)
                .findFirst());
  }

  /** The worth of a group, named SCORE.GROUP. */
  static Probe group(String name) {
    return explanation ->
        orNone(
            explanation.dimensions().stream()
                .flatMap(
                    score ->
                        score.groups().stream()
                            .filter(it -> (score.name() + "." + it.name()).equals(name)))
                .map(it -> it.points().toString())
                .findFirst());
  }

  static Probe rule(String id) {
    return explanation ->
        orNone(
            contributions(explanation)
                .filter(it -> it.rule().equals(id))
                .map(it -> it.points().toString())
                .findFirst());
  }

  static String unknown(Explanation explanation) {
    Set<String> ids = new TreeSet<>();
    contributions(explanation)
        .filter(Contribution.OfAttributes.class::isInstance)
        .map(Contribution.OfAttributes.class::cast)
        .filter(it -> it.answer() == Answer.UNKNOWN)
        .forEach(it -> ids.add(it.rule()));
    return list(ids);
  }

  static String nextChange(Explanation explanation) {
    return orNone(explanation.nextChange().map(Probes::change));
  }

  static Probe nextChange(String score) {
    return explanation ->
        orNone(
            dimension(explanation, score).flatMap(DimensionProof::nextChange).map(Probes::change));
  }

  /** The changes of several scores: none where none of them changes. */
  static Probe nextChanges(List<String> scores) {
    return explanation -> {
      List<String> changes =
          scores.stream()
              .map(it -> nextChange(it).of(explanation))
              .filter(it -> !it.equals(ExpectationReader.NONE))
              .toList();
      return changes.isEmpty() ? ExpectationReader.NONE : String.join("; ", changes);
    };
  }

  static String change(LocalDate day, Points points) {
    return points + " on " + day;
  }

  static String list(Collection<String> sorted) {
    return "[" + String.join(", ", sorted) + "]";
  }

  private static String change(NextChange change) {
    return change(change.day(), change.points());
  }

  private static Optional<DimensionProof> dimension(Explanation explanation, String name) {
    return explanation.dimensions().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static Stream<Contribution> contributions(Explanation explanation) {
    return explanation.dimensions().stream()
        .flatMap(it -> it.groups().stream())
        .flatMap(it -> it.rules().stream());
  }

  private static String orNone(Optional<String> text) {
    return text.orElse(ExpectationReader.NONE);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? ExpectationReader.NONE : text;
  }
}
