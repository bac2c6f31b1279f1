package io.plumbline.core.engine;

import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;

/** Points for each event, faded by its own age, limited in size by the cap. */
final class PerEventNode extends EventRuleNode {
  private final Rule.PerEvent rule;
  private final long each;
  private final long cap;

  PerEventNode(Rule.PerEvent rule, int signal) {
    super(signal, rule.withinDays(), new DecayWeights(rule.decay()));
    this.rule = rule;
    each = rule.points().thousandths();
    cap = rule.cap().map(Points::thousandths).orElse(Long.MAX_VALUE);
  }

  @Override
  public Rule.OfEvents rule() {
    return rule;
  }

  @Override
  public long points(DayCells cells, int from, int to, int day) {
    return limit(faded(cells, from, to, day));
  }

  @Override
  public void addPoints(DayCells cells, int[] starts, int day, long[] sums) {
    for (int i = 0; i < starts.length - 1; i++) {
      int from = starts[i];
      int to = starts[i + 1];
      if (from < to) {
        sums[i] += limit(faded(cells, from, to, day));
      }
    }
  }

  private long faded(DayCells cells, int from, int to, int day) {
    int[] days = cells.days;
    int[] counts = cells.counts;
    int oldest = within == Integer.MAX_VALUE ? Integer.MIN_VALUE : day - within;
    if (decay.isNone()) {
      long count = 0;
      for (int i = to - 1; i >= from && days[i] > oldest; i--) {
        count += counts[i];
      }
      return Math.multiplyExact(each, count);
    }
    long weight = 0;
    for (int i = to - 1; i >= from && days[i] > oldest; i--) {
      weight += counts[i] * decay.at(day - days[i]);
    }
    return millionths(each, weight);
  }

  private long limit(long points) {
    return Math.max(-cap, Math.min(cap, points));
  }

  @Override
  long before(DayCells cells, int from, int to, int day) {
    return Math.multiplyExact(each, count(cells, firstWithin(cells, from, to, day), to));
  }

  @Override
  Steps explain(DayCells cells, int from, int to, int day) {
    int first = firstWithin(cells, from, to, day);
    long before = Math.multiplyExact(each, count(cells, first, to));
    long after = faded(cells, from, to, day);
    return new Steps(before, after, limit(after), first, "");
  }

  @Override
  boolean decaysEachEvent() {
    return true;
  }
}
