package io.plumbline.core.engine;

import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table;
import java.util.Arrays;
import java.util.List;

/**
 * An attribute rule, compiled into an <em>outcome</em>, which depends on its tests alone, and the
 * points of each outcome: 0 is no, 1 unknown, and from 2 on yes or the row that holds. So outcomes
 * can be kept while points are changed.
 */
public final class AttributeRuleNode implements RuleNode {
  static final int UNKNOWN = Outcomes.UNKNOWN;
  private static final int FIRST = Outcomes.FIRST;

  private final Rule.OfAttributes rule;
  private final Outcomes outcomes;
  private final long[] points;
  private final long weight;
  private final long lowest;
  private final long highest;

  AttributeRuleNode(Rule.If rule, Slots slots) {
    this.rule = rule;
    outcomes = Outcomes.of(rule.condition(), slots);
    long given = rule.points().thousandths();
    points = new long[] {0, 0, given};
    weight = Math.abs(given);
    lowest = Math.min(0, given);
    highest = Math.max(0, given);
  }

  AttributeRuleNode(Rule.Lookup rule, Slots slots) {
    this.rule = rule;
    List<Table.Row> rows = rule.table().rows();
    points = new long[rows.size() + FIRST];
    boolean complete = false;
    long largest = 0;
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = 0; i < rows.size(); i++) {
      Table.Row row = rows.get(i);
      long given = row.points().thousandths();
      largest = Math.max(largest, Math.abs(given));
      if (row instanceof Table.Row.Unknown) {
        points[UNKNOWN] = given;
        continue;
      }
      low = Math.min(low, given);
      high = Math.max(high, given);
      points[i + FIRST] = given;
      complete |= row instanceof Table.Row.Otherwise;
    }
    outcomes = Outcomes.of(rule, slots);
    weight = largest;
    lowest = complete ? low : Math.min(0, low);
    highest = complete ? high : Math.max(0, high);
  }

  @Override
  public Rule.OfAttributes rule() {
    return rule;
  }

  /** How the outcome is found. */
  public Outcomes outcomes() {
    return outcomes;
  }

  /** The points of an outcome. */
  public long points(int outcome) {
    return points[outcome];
  }

  /** The points of each outcome, by its number. */
  public long[] pointsByOutcome() {
    return points.clone();
  }

  /** What each outcome adds to the weight of the known rules, by its number. */
  public long[] knownByOutcome() {
    long[] known = new long[points.length];
    Arrays.fill(known, weight);
    known[UNKNOWN] = 0;
    return known;
  }

  /** The largest absolute points of any row: what the rule weighs in the coverage. */
  public long weight() {
    return weight;
  }

  long lowest() {
    return lowest;
  }

  long highest() {
    return highest;
  }
}
