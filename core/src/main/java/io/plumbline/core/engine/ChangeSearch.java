package io.plumbline.core.engine;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation.NextChange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Finds the next day on which each score, and the total, will differ with the facts as they are.
 *
 * <p>The days to come fall into stretches. At the start of each anything may happen: an event
 * leaves a window, a step of a decay is reached, a recency row begins to hold, a date comes of age.
 * Within a stretch each rule follows a curve that only falls or only rises, which bounds what the
 * scores can be between two days: a stretch is halved until the bounds rule a difference out.
 */
final class ChangeSearch {
  /** Over two million years: later turns are none that a calendar could name. */
  private static final long FAR = 1_000_000_000L;

  private final Judgement judgement;
  private final ModelNodes nodes;
  private final int targets;
  private final long[] current;
  private final int[] changeDay;
  private final long[] changePoints;
  private final int[] moving;
  private final long[] standing;
  private final long[] groupSums;
  private final long[] scores;
  private int pending;

  ChangeSearch(Judgement judgement) {
    this.judgement = judgement;
    nodes = judgement.nodes;
    boolean total = judgement.compiled.model().hasTotal();
    targets = judgement.scorePoints.length + (total ? 1 : 0);
    current = new long[targets];
    changeDay = new int[targets];
    changePoints = new long[targets];
    moving = moving();
    standing = judgement.groupSums.clone();
    for (int rule : moving) {
      standing[nodes.groupOf(rule)] -= judgement.rulePoints[rule];
    }
    groupSums = new long[standing.length];
    scores = new long[judgement.scorePoints.length];
    for (int t = 0; t < targets; t++) {
      current[t] = value(t, judgement.scorePoints);
    }
    pending = targets;
    Arrays.fill(changeDay, Integer.MIN_VALUE);
    search();
  }

  /** The rules whose points may still change by themselves. */
  private int[] moving() {
    int[] found = new int[nodes.rules().size()];
    int size = 0;
    for (int rule = 0; rule < found.length; rule++) {
      if (nextTurn(rule, judgement.day) <= FAR) {
        found[size++] = rule;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** The next change of a score, by its place. */
  Optional<NextChange> ofScore(int place) {
    return change(place);
  }

  /** The next change of the total. */
  Optional<NextChange> ofTotal() {
    return targets > scores.length ? change(scores.length) : Optional.empty();
  }

  private Optional<NextChange> change(int target) {
    return changeDay[target] == Integer.MIN_VALUE
        ? Optional.empty()
        : Optional.of(
            new NextChange(
                LocalDate.ofEpochDay(changeDay[target]), new Points(changePoints[target])));
  }

  private void search() {
    int day = judgement.day;
    while (pending > 0) {
      long turn = nextTurn(day);
      if (turn > FAR) {
        return;
      }
      int last = (int) turn - 1;
      if (last > day) {
        searchStretch(day, last);
      }
      day = startingFrom(last + 1);
      judge(day);
      settle(day);
    }
  }

  /** The day, or the next one that begins at all: a zone may have skipped days, as Apia did. */
  private int startingFrom(int day) {
    int next = day;
    while (!judgement.compiled.zone().has(next)) {
      next++;
    }
    return next;
  }

  /** Looks at the days after {@code day} up to {@code last}, between two turns. */
  private void searchStretch(int day, int last) {
    for (int rule : moving) {
      if (nodes.rules().get(rule) instanceof EventRuleNode node) {
        DayCells cells = judgement.cells[node.signal()];
        if (node.direction(cells, 0, cells.days.length, day) != 0) {
          searchHalves(day + 1, last);
          return;
        }
      }
    }
  }

  /** Looks at the days from {@code first} to {@code last}, of one stretch. */
  private void searchHalves(int first, int last) {
    judge(first);
    settle(first);
    if (pending > 0 && first < last && mayDiffer(first, last)) {
      int middle = first + (last - first) / 2; // Days before 1970 are negative.
      if (middle > first) {
        searchHalves(first + 1, middle);
      }
      if (pending > 0) {
        searchHalves(middle + 1, last);
      }
    }
  }

  /**
   * Whether any day from {@code first} to {@code last} may show a difference. Each rule stays
   * between what it gives on those two days, so each score stays between what the lowest and what
   * the highest of these add up to.
   */
  private boolean mayDiffer(int first, int last) {
    addUp(rule -> Math.min(points(rule, first), points(rule, last)));
    if (differsNow()) {
      return true;
    }
    addUp(rule -> Math.max(points(rule, first), points(rule, last)));
    return differsNow();
  }

  private boolean differsNow() {
    for (int t = 0; t < targets; t++) {
      if (isOpen(t) && value(t, scores) != current[t]) {
        return true;
      }
    }
    return false;
  }

  private boolean isOpen(int target) {
    return changeDay[target] == Integer.MIN_VALUE;
  }

  private void settle(int day) {
    if (!judgement.compiled.zone().has(day)) {
      return;
    }
    for (int t = 0; t < targets; t++) {
      if (isOpen(t) && value(t, scores) != current[t]) {
        changeDay[t] = day;
        changePoints[t] = value(t, scores);
        pending--;
      }
    }
  }

  private long value(int target, long[] ofScores) {
    return target < ofScores.length ? ofScores[target] : judgement.total(ofScores);
  }

  private void judge(int day) {
    addUp(rule -> points(rule, day));
  }

  private void addUp(IntToLongFunction pointsOf) {
    System.arraycopy(standing, 0, groupSums, 0, groupSums.length);
    for (int rule : moving) {
      groupSums[nodes.groupOf(rule)] += pointsOf.applyAsLong(rule);
    }
    judgement.addUpGroups(groupSums, scores);
  }

  private long points(int rule, int day) {
    if (nodes.rules().get(rule) instanceof EventRuleNode node) {
      return judgement.eventPoints(node, day);
    }
    AttributeRuleNode node = (AttributeRuleNode) nodes.rules().get(rule);
    return node.points(node.outcomes().of(judgement.attributes, day));
  }

  private long nextTurn(int day) {
    long next = Long.MAX_VALUE;
    for (int rule : moving) {
      next = Math.min(next, nextTurn(rule, day));
    }
    return next;
  }

  private long nextTurn(int rule, int day) {
    if (nodes.rules().get(rule) instanceof EventRuleNode node) {
      DayCells cells = judgement.cells[node.signal()];
      return node.nextTurn(cells, 0, cells.days.length, day);
    }
    Outcomes outcomes = ((AttributeRuleNode) nodes.rules().get(rule)).outcomes();
    return outcomes.dependsOnDay() ? outcomes.nextTurn(judgement.attributes, day) : Long.MAX_VALUE;
  }
}
