package io.plumbline.core.engine;

import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;

/** A group, compiled: the rules {@code [from, to)} of its model and what their sum is worth. */
public final class GroupNode {
  private final Group group;
  private final int from;
  private final int to;
  private final long min;
  private final long max;
  private final long weight;
  private final long largest;

  GroupNode(Group group, int from, int to) {
    this.group = group;
    this.from = from;
    this.to = to;
    min = group.min().map(Points::thousandths).orElse(Long.MIN_VALUE);
    max = group.max().map(Points::thousandths).orElse(Long.MAX_VALUE);
    weight = group.weight().map(Points::thousandths).orElse(0L);
    largest = group.largestSum().map(Points::thousandths).orElse(0L);
  }

  Group group() {
    return group;
  }

  public String name() {
    return group.name();
  }

  /** The first of its rules. */
  public int from() {
    return from;
  }

  /** Behind the last of its rules. */
  public int to() {
    return to;
  }

  long limited(long sum) {
    return Math.max(Math.min(sum, max), min);
  }

  /** What a sum of rules' points is worth to the score. */
  public long worth(long sum) {
    long limited = limited(sum);
    return weight == 0 ? limited : Points.mulDiv(weight, limited, largest);
  }
}
