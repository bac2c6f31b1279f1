package io.plumbline.core.engine;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation.NextChange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds the next day on which each score, and the total, will differ with the facts as they are.
 *
 * <p>The days to come fall into stretches. At the start of each anything may happen: an event
 * leaves a window, a step of a decay is reached, a recency row begins to hold, a date comes of age.
 * Within a stretch each rule follows a curve that only falls or only rises, so a stretch whose last
 * day shows no difference shows none at all, unless some curves fall while others rise: then its
 * days are tried one by one.
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
    boolean falls = false;
    boolean rises = false;
    for (int rule : moving) {
      if (nodes.rules().get(rule) instanceof EventRuleNode node) {
        DayCells cells = judgement.cells[node.signal()];
        int direction = node.direction(cells, 0, cells.days.length, day);
        falls |= direction < 0;
        rises |= direction > 0;
      }
    }
    if (falls && rises) {
      for (int d = startingFrom(day + 1); d <= last && pending > 0; d = startingFrom(d + 1)) {
        judge(d);
        settle(d);
      }
    } else if (falls || rises) {
      judge(last);
      for (int t = 0; t < targets; t++) {
        if (isOpen(t) && value(t, scores) != current[t]) {
          int target = t;
          int first = startingFrom(first(day, last, d -> differs(target, d)));
          if (first <= last) {
            judge(first);
            settleOne(target, first);
          }
          judge(last);
        }
      }
    }
  }

  private boolean differs(int target, int day) {
    judge(day);
    return value(target, scores) != current[target];
  }

  /** The first day after {@code from} for which a test that stays true once true holds. */
  private static int first(int from, int to, IntPredicate test) {
    int low = from;
    int step = 1;
    while (low + step < to && !test.test(low + step)) {
      low += step;
      step *= 2;
    }
    int high = Math.min(low + step, to);
    while (high - low > 1) {
      int middle = low + (high - low) / 2; // Days before 1970 are negative.
      if (test.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean isOpen(int target) {
    return changeDay[target] == Integer.MIN_VALUE;
  }

  private void settle(int day) {
    for (int t = 0; t < targets; t++) {
      if (isOpen(t) && value(t, scores) != current[t]) {
        settleOne(t, day);
      }
    }
  }

  private void settleOne(int target, int day) {
    changeDay[target] = day;
    changePoints[target] = value(target, scores);
    pending--;
  }

  private long value(int target, long[] ofScores) {
    return target < ofScores.length ? ofScores[target] : judgement.total(ofScores);
  }

  private void judge(int day) {
    System.arraycopy(standing, 0, groupSums, 0, groupSums.length);
    for (int rule : moving) {
      groupSums[nodes.groupOf(rule)] += points(rule, day);
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
