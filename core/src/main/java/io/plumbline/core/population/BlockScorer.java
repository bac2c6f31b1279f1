package io.plumbline.core.population;

import io.plumbline.core.engine.AttributeRuleNode;
import io.plumbline.core.engine.BandNode;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.DimensionNode;
import io.plumbline.core.engine.EntryNode;
import io.plumbline.core.engine.EventRuleNode;
import io.plumbline.core.engine.GroupNode;
import io.plumbline.core.engine.ModelNodes;
import io.plumbline.core.engine.Outcomes;
import io.plumbline.core.engine.RuleNode;
import io.plumbline.core.engine.SignalNode;
import io.plumbline.core.engine.TotalNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores blocks with one model, rule by rule over all subjects of a block: the compiled rules that
 * judge one subject, and the same arithmetic. Thread-safe.
 */
final class BlockScorer {
  private final ModelNodes nodes;
  private final LeadTable leads;
  private final int day;
  private final int[] signalColumns;
  private final IdentityHashMap<Outcomes, OutcomeColumns> outcomeColumns = new IdentityHashMap<>();
  private final long[][] pointsByOutcome;
  private final long[][] knownByOutcome;

  BlockScorer(FactIntake intake, LeadTable leads, CompiledModel compiled) {
    if (!compiled.zone().zone().equals(intake.compiled().zone().zone())) {
      throw new IllegalArgumentException("the facts were folded by days of another time zone");
    }
    nodes = compiled.nodes();
    this.leads = leads;
    day = compiled.zone().day(intake.options().asOf());
    signalColumns = signalColumns(intake.compiled().signals());
    int[] columnOfSlot = attributeColumns(intake.attributes());
    List<RuleNode> rules = nodes.rules();
    pointsByOutcome = new long[rules.size()][];
    knownByOutcome = new long[rules.size()][];
    for (int r = 0; r < rules.size(); r++) {
      if (rules.get(r) instanceof AttributeRuleNode rule) {
        pointsByOutcome[r] = rule.pointsByOutcome();
        knownByOutcome[r] = rule.knownByOutcome();
        add(rule.outcomes(), columnOfSlot);
      }
    }
    nodes.qualifiers().forEach(entry -> entry.condition().ifPresent(c -> add(c, columnOfSlot)));
    nodes.disqualifiers().forEach(entry -> entry.condition().ifPresent(c -> add(c, columnOfSlot)));
  }

  private void add(Outcomes outcomes, int[] columnOfSlot) {
    outcomeColumns.put(outcomes, new OutcomeColumns(outcomes, leads, columnOfSlot, day));
  }

  private int[] signalColumns(List<SignalNode> folded) {
    Map<Object, Integer> places = new HashMap<>();
    for (int i = 0; i < folded.size(); i++) {
      places.put(folded.get(i).key(), i);
    }
    return nodes.signals().stream()
        .mapToInt(
            signal -> {
              Integer place = places.get(signal.key());
              if (place == null) {
                throw new IllegalArgumentException(
                    "the population was not folded for signal " + signal.key().hash());
              }
              return place;
            })
        .toArray();
  }

  private int[] attributeColumns(List<String> collected) {
    return nodes.attributes().stream()
        .mapToInt(
            name -> {
              int column = collected.indexOf(name);
              if (column < 0) {
                throw new IllegalArgumentException(
                    "the population was collected without attribute " + name);
              }
              return column;
            })
        .toArray();
  }

  /** Receives the points of one rule for all subjects of a block. */
  interface RuleWatcher {
    /**
     * Called after a rule was judged.
     *
     * @param points of each subject, from place 0; valid during the call
     * @param outcomes of an attribute rule; empty for an event rule
     */
    void judged(int rule, Block block, long[] points, char[] outcomes);
  }

  /** Tells a watcher the points of every rule over a block. */
  void watch(Block block, RuleWatcher watcher) {
    long[] points = new long[block.size()];
    long[] known = new long[block.size()];
    for (int r = 0; r < nodes.rules().size(); r++) {
      Arrays.fill(points, 0);
      addRule(r, block, points, known);
      char[] outcomes =
          nodes.rules().get(r) instanceof AttributeRuleNode rule
              ? outcomes(rule.outcomes(), block)
              : new char[0];
      watcher.judged(r, block, points, outcomes);
    }
  }

  /** Scores a block into the rows of its subjects. */
  void score(Block block, ScoreColumns out) {
    int size = block.size();
    long[] total = new long[size];
    long[] known = new long[size];
    long[] points = new long[size];
    long[] sums = new long[size];
    short[][] grades = new short[nodes.dimensions().size()][size];
    for (int d = 0; d < nodes.dimensions().size(); d++) {
      DimensionNode dimension = nodes.dimensions().get(d);
      Arrays.fill(points, 0);
      for (int g = dimension.from(); g < dimension.to(); g++) {
        addGroup(nodes.groups().get(g), block, sums, known, points);
      }
      long[] column = out.points[d];
      short[] gradeColumn = out.grade[d];
      for (int i = 0; i < size; i++) {
        long limited = dimension.limited(points[i]);
        points[i] = limited;
        column[block.rows()[i]] = limited;
        short grade = (short) dimension.grade(limited);
        grades[d][i] = grade;
        gradeColumn[block.rows()[i]] = grade;
      }
      addToTotal(d, points, total);
    }
    finish(block, total, known, grades, out);
  }

  private void addGroup(GroupNode group, Block block, long[] sums, long[] known, long[] points) {
    Arrays.fill(sums, 0);
    for (int r = group.from(); r < group.to(); r++) {
      addRule(r, block, sums, known);
    }
    for (int i = 0; i < points.length; i++) {
      points[i] += group.worth(sums[i]);
    }
  }

  private void addRule(int r, Block block, long[] sums, long[] known) {
    RuleNode rule = nodes.rules().get(r);
    if (rule instanceof AttributeRuleNode node) {
      char[] outcomes = outcomes(node.outcomes(), block);
      long[] points = pointsByOutcome[r];
      long[] weights = knownByOutcome[r];
      for (int i = 0; i < outcomes.length; i++) {
        sums[i] += points[outcomes[i]];
        known[i] += weights[outcomes[i]];
      }
    } else {
      EventRuleNode node = (EventRuleNode) rule;
      int column = signalColumns[node.signal()];
      node.addPoints(block.cells()[column], block.starts()[column], day, sums);
    }
  }

  private char[] outcomes(Outcomes outcomes, Block block) {
    OutcomeColumns columns = outcomeColumns.get(outcomes);
    if (columns == null) {
      throw new IllegalStateException("outcomes of no rule of the model");
    }
    return columns.of(block);
  }

  private void addToTotal(int score, long[] points, long[] total) {
    TotalNode node = nodes.total();
    for (int part = 0; part < node.size(); part++) {
      if (node.score(part) == score) {
        for (int i = 0; i < total.length; i++) {
          total[i] += node.part(part, points[i]);
        }
      }
    }
  }

  private void finish(Block block, long[] total, long[] known, short[][] grades, ScoreColumns out) {
    short[] qualifier = firstThatHolds(nodes.qualifiers(), block);
    short[] disqualifier = firstThatHolds(nodes.disqualifiers(), block);
    BandNode bands = nodes.bands();
    short[] rowGrades = bands.rows() < 0 ? new short[total.length] : grades[bands.rows()];
    short[] columnGrades = bands.columns() < 0 ? rowGrades : grades[bands.columns()];
    for (int i = 0; i < total.length; i++) {
      int row = block.rows()[i];
      if (out.total.length > 0) {
        out.total[row] = total[i];
      }
      int band = bands.band(total[i], rowGrades[i], columnGrades[i]);
      if (band >= 0 && qualifier[i] >= 0) {
        band = Math.min(band, nodes.qualifiers().get(qualifier[i]).band());
      }
      out.band[row] = (short) (disqualifier[i] >= 0 ? bands.disqualified() : band);
      out.qualifiedBy[row] = qualifier[i];
      out.disqualifiedBy[row] = disqualifier[i];
      out.coverage[row] = nodes.coverage(known[i]);
    }
  }

  private short[] firstThatHolds(List<EntryNode> entries, Block block) {
    short[] first = new short[block.size()];
    Arrays.fill(first, (short) ScoreColumns.NONE);
    for (int e = entries.size() - 1; e >= 0; e--) {
      EntryNode entry = entries.get(e);
      char[] outcomes = entry.condition().map(c -> outcomes(c, block)).orElse(new char[0]);
      int column = entry.signal() < 0 ? -1 : signalColumns[entry.signal()];
      for (int i = 0; i < first.length; i++) {
        if ((outcomes.length == 0 || outcomes[i] == Outcomes.FIRST)
            && (column < 0 || eventHolds(entry, block, column, i))) {
          first[i] = (short) e;
        }
      }
    }
    return first;
  }

  private boolean eventHolds(EntryNode entry, Block block, int column, int i) {
    int[] starts = block.starts()[column];
    return entry.eventHolds(block.cells()[column], starts[i], starts[i + 1], day);
  }
}
