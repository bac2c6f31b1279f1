package io.plumbline.core.engine;

import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;

/**
 * An event rule, compiled: its points from the day cells of its signal, for any day from the last
 * cell's on. Points are thousandths.
 */
public abstract sealed class EventRuleNode implements RuleNode
    permits PerEventNode, TiersNode, MeasuredNode {
  private static final long NEVER = Long.MAX_VALUE;

  final int within;
  final DecayWeights decay;
  private final int signal;

  EventRuleNode(int signal, int withinDays, DecayWeights decay) {
    this.signal = signal;
    this.within = withinDays == 0 ? Integer.MAX_VALUE : withinDays;
    this.decay = decay;
  }

  @Override
  public abstract Rule.OfEvents rule();

  /** The number of the signal whose cells the rule reads. */
  public int signal() {
    return signal;
  }

  /** What the rule is worth to its group on a day, from cells {@code [from, to)}. */
  public abstract long points(DayCells cells, int from, int to, int day);

  /** Adds the rule's points to the sums of subjects whose cells begin at {@code starts}. */
  public abstract void addPoints(DayCells cells, int[] starts, int day, long[] sums);

  /** The points as if no event had aged. */
  abstract long before(DayCells cells, int from, int to, int day);

  /** The points in the steps that an explanation shows, and what was measured. */
  abstract Steps explain(DayCells cells, int from, int to, int day);

  /** The first day after {@code day} on which something else than a falling curve may happen. */
  long nextTurn(DayCells cells, int from, int to, int day) {
    int first = firstWithin(cells, from, to, day);
    if (first == to) {
      return NEVER;
    }
    long next = within == Integer.MAX_VALUE ? NEVER : (long) cells.days[first] + within;
    for (int i = decaysEachEvent() ? first : to - 1; i < to; i++) {
      long age = decay.nextTurn(day - cells.days[i]);
      next = age == NEVER ? next : Math.min(next, cells.days[i] + age);
    }
    return next;
  }

  /** Whether each event fades on its own, not all with the latest. */
  abstract boolean decaysEachEvent();

  /** How the points move until the next turn: -1 falling, 1 rising, 0 not at all. */
  int direction(DayCells cells, int from, int to, int day) {
    return decay.isStepwise() ? 0 : -Long.signum(before(cells, from, to, day));
  }

  final int firstWithin(DayCells cells, int from, int to, int day) {
    return within == Integer.MAX_VALUE ? from : cells.firstAfter(day - within, from, to);
  }

  final long count(DayCells cells, int first, int to) {
    long count = 0;
    for (int i = first; i < to; i++) {
      count += cells.counts[i];
    }
    return count;
  }

  final long fadeWithLatest(long points, DayCells cells, int first, int to, int day) {
    if (first == to || decay.isNone()) {
      return points;
    }
    return millionths(points, decay.at(day - cells.days[to - 1]));
  }

  static long millionths(long points, long weight) {
    return Points.mulDiv(points, weight, DecayWeights.WHOLE);
  }

  /**
   * Points before decay, after decay and after the cap.
   *
   * @param first the first cell within the window
   * @param measured the measured number, empty text for none
   */
  record Steps(long before, long after, long points, int first, String measured) {}
}
