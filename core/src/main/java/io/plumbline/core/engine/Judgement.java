package io.plumbline.core.engine;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subject under one model as of one instant: every number on the way to its score. */
final class Judgement {
  final CompiledModel compiled;
  final ModelNodes nodes;
  final SubjectState state;
  final Instant asOf;
  final int day;
  final @Nullable Operand[] attributes;
  final DayCells[] cells;
  final int[] outcomes;
  final long[] rulePoints;
  final long[] groupSums;
  final long[] scorePoints;

  Judgement(CompiledModel compiled, SubjectState state, Instant asOf) {
    if (asOf.isBefore(state.latest())) {
      throw new IllegalArgumentException(
          "events up to " + state.latest() + " were folded; the as-of " + asOf + " lies before");
    }
    this.compiled = compiled;
    this.state = state;
    this.asOf = asOf;
    nodes = compiled.nodes();
    day = compiled.zone().day(asOf);
    attributes = compiled.attributesOf(state.subject());
    cells = new DayCells[nodes.signals().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = state.cells(nodes.signals().get(i));
    }
    outcomes = new int[nodes.rules().size()];
    rulePoints = new long[outcomes.length];
    groupSums = new long[nodes.groups().size()];
    scorePoints = new long[nodes.dimensions().size()];
    judgeRules();
    addUpRules();
  }

  private void judgeRules() {
    for (int i = 0; i < rulePoints.length; i++) {
      RuleNode rule = nodes.rules().get(i);
      if (rule instanceof AttributeRuleNode attributeRule) {
        outcomes[i] = attributeRule.outcomes().of(attributes, day);
        rulePoints[i] = attributeRule.points(outcomes[i]);
      } else {
        rulePoints[i] = eventPoints((EventRuleNode) rule, day);
      }
    }
  }

  long eventPoints(EventRuleNode rule, int onDay) {
    DayCells histogram = cells[rule.signal()];
    return rule.points(histogram, 0, histogram.days.length, onDay);
  }

  private void addUpRules() {
    for (int g = 0; g < groupSums.length; g++) {
      GroupNode group = nodes.groups().get(g);
      for (int r = group.from(); r < group.to(); r++) {
        groupSums[g] += rulePoints[r];
      }
    }
    addUpGroups(groupSums, scorePoints);
  }

  /** Rolls groups' sums up into scores. */
  void addUpGroups(long[] ofGroups, long[] intoScores) {
    for (int s = 0; s < intoScores.length; s++) {
      DimensionNode dimension = nodes.dimensions().get(s);
      long sum = 0;
      for (int g = dimension.from(); g < dimension.to(); g++) {
        sum += nodes.groups().get(g).worth(ofGroups[g]);
      }
      intoScores[s] = dimension.limited(sum);
    }
  }

  long total(long[] scores) {
    long total = 0;
    for (int i = 0; i < nodes.total().size(); i++) {
      total += nodes.total().part(i, scores[nodes.total().score(i)]);
    }
    return total;
  }

  /** The weight of the attribute rules whose answer is known. */
  private long knownWeight() {
    long known = 0;
    for (int i = 0; i < outcomes.length; i++) {
      if (nodes.rules().get(i) instanceof AttributeRuleNode rule
          && outcomes[i] != AttributeRuleNode.UNKNOWN) {
        known += rule.weight();
      }
    }
    return known;
  }

  Score score() {
    ScoringModel model = compiled.model();
    int[] grades = new int[scorePoints.length];
    List<Score.OfDimension> scores = new ArrayList<>(grades.length);
    for (int i = 0; i < grades.length; i++) {
      DimensionNode dimension = nodes.dimensions().get(i);
      grades[i] = dimension.grade(scorePoints[i]);
      scores.add(
          new Score.OfDimension(
              dimension.dimension().name(),
              new Points(scorePoints[i]),
              label(dimension, grades[i])));
    }
    long total = total(scorePoints);
    int qualifier = firstThatHolds(nodes.qualifiers());
    int disqualifier = firstThatHolds(nodes.disqualifiers());
    return new Score(
        state.subject().id(),
        model.id(),
        asOf,
        LocalDate.ofEpochDay(day),
        model.hasTotal() ? Optional.of(new Points(total)) : Optional.empty(),
        scores,
        nodes.bands().cell(grades),
        band(total, grades, qualifier, disqualifier),
        qualifier < 0 ? "" : nodes.qualifiers().get(qualifier).id(),
        disqualifier < 0 ? "" : nodes.disqualifiers().get(disqualifier).id(),
        new Points(nodes.coverage(knownWeight())));
  }

  static String label(DimensionNode dimension, int grade) {
    return grade < 0 ? "" : dimension.dimension().grades().get(grade).label();
  }

  private String band(long total, int[] grades, int qualifier, int disqualifier) {
    if (disqualifier >= 0) {
      return ScoringModel.DISQUALIFIED;
    }
    List<Band> bands = compiled.model().bands();
    BandNode node = nodes.bands();
    int row = node.rows() < 0 ? 0 : grades[node.rows()];
    int column = node.columns() < 0 ? 0 : grades[node.columns()];
    int band = node.band(total, row, column);
    if (band >= 0 && qualifier >= 0) {
      band = Math.min(band, nodes.qualifiers().get(qualifier).band());
    }
    return band < 0 ? "" : bands.get(band).name();
  }

  private int firstThatHolds(List<EntryNode> entries) {
    for (int i = 0; i < entries.size(); i++) {
      EntryNode entry = entries.get(i);
      if (entry.conditionHolds(attributes, day) && eventHolds(entry)) {
        return i;
      }
    }
    return -1;
  }

  private boolean eventHolds(EntryNode entry) {
    if (entry.signal() == EntryNode.NO_SIGNAL) {
      return true;
    }
    DayCells histogram = cells[entry.signal()];
    return entry.eventHolds(histogram, 0, histogram.days.length, day);
  }
}
