package io.plumbline.core.engine;

import io.plumbline.core.model.Rule;

/** The points, added up, of each tier that the number of events has reached. */
final class TiersNode extends EventRuleNode {
  private final Rule.Tiers rule;
  private final long[] counts;
  private final long[] reached;

  TiersNode(Rule.Tiers rule, int signal) {
    super(signal, rule.withinDays(), new DecayWeights(rule.decay()));
    this.rule = rule;
    counts = new long[rule.tiers().size()];
    reached = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = rule.tiers().get(i).count();
      reached[i + 1] = reached[i] + rule.tiers().get(i).points().thousandths();
    }
  }

  @Override
  public Rule.OfEvents rule() {
    return rule;
  }

  @Override
  public long points(DayCells cells, int from, int to, int day) {
    int[] days = cells.days;
    int oldest = within == Integer.MAX_VALUE ? Integer.MIN_VALUE : day - within;
    long count = 0;
    for (int i = to - 1; i >= from && days[i] > oldest; i--) {
      count += cells.counts[i];
    }
    // With an event in the window the latest of all is in it too.
    return count == 0 ? 0 : fadeWithLatest(added(count), cells, from, to, day);
  }

  @Override
  public void addPoints(DayCells cells, int[] starts, int day, long[] sums) {
    for (int i = 0; i < starts.length - 1; i++) {
      if (starts[i] < starts[i + 1]) {
        sums[i] += points(cells, starts[i], starts[i + 1], day);
      }
    }
  }

  private long added(long count) {
    int tier = 0;
    while (tier < counts.length && counts[tier] <= count) {
      tier++;
    }
    return reached[tier];
  }

  @Override
  long before(DayCells cells, int from, int to, int day) {
    return added(count(cells, firstWithin(cells, from, to, day), to));
  }

  @Override
  Steps explain(DayCells cells, int from, int to, int day) {
    int first = firstWithin(cells, from, to, day);
    long before = added(count(cells, first, to));
    long after = fadeWithLatest(before, cells, first, to, day);
    return new Steps(before, after, after, first, "");
  }

  @Override
  boolean decaysEachEvent() {
    return false;
  }
}
