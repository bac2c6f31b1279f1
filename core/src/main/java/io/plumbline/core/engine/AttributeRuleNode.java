package io.plumbline.core.engine;

import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute rule, compiled into an <em>outcome</em>, which depends on its tests alone, and the
 * points of each outcome: 0 is no, 1 unknown, and from 2 on yes or the row that holds. So outcomes
 * can be kept while points are changed.
 */
public final class AttributeRuleNode implements RuleNode {
  static final int NO = 0;
  static final int UNKNOWN = 1;
  static final int FIRST = 2;

  private final Rule.OfAttributes rule;
  private final Outcomes outcomes;
  private final long[] points;
  private final long weight;
  private final long lowest;
  private final long highest;

  AttributeRuleNode(Rule.If rule, Slots slots) {
    this.rule = rule;
    outcomes = new OfCondition(ConditionNode.compile(rule.condition(), slots));
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
    List<TestNode> tests = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
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
      places.add(i + FIRST);
      complete |= row instanceof Table.Row.Otherwise;
      tests.add(row instanceof Table.Row.When when ? new TestNode(when.test()) : TestNode.KNOWN);
    }
    outcomes =
        new OfRows(
            slots.of(rule.attribute()),
            tests.toArray(TestNode[]::new),
            places.stream().mapToInt(Integer::intValue).toArray());
    weight = largest;
    lowest = complete ? low : Math.min(0, low);
    highest = complete ? high : Math.max(0, high);
  }

  @Override
  public Rule.OfAttributes rule() {
    return rule;
  }

  /** How the outcome is found. */
  Outcomes outcomes() {
    return outcomes;
  }

  /** The points of an outcome. */
  public long points(int outcome) {
    return points[outcome];
  }

  /** The number of outcomes. */
  public int size() {
    return points.length;
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

  /** How an outcome follows from attributes. */
  sealed interface Outcomes {
    int of(@Nullable Operand[] slots, int day);

    boolean dependsOnDay();

    long nextTurn(@Nullable Operand[] slots, int day);

    /** The slots looked at, each once, in the order written. */
    int[] slots();
  }

  private record OfCondition(ConditionNode node) implements Outcomes {
    @Override
    public int of(@Nullable Operand[] slots, int day) {
      return node.answer(slots, day);
    }

    @Override
    public boolean dependsOnDay() {
      return node.dependsOnDay();
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      return node.nextTurn(slots, day);
    }

    @Override
    public int[] slots() {
      List<Integer> seen = new ArrayList<>();
      node.slots(seen::add);
      return seen.stream().distinct().mapToInt(Integer::intValue).toArray();
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record OfRows(int slot, TestNode[] tests, int[] places) implements Outcomes {
    @Override
    public int of(@Nullable Operand[] slots, int day) {
      Operand operand = slots[slot];
      if (operand == null) {
        return UNKNOWN;
      }
      for (int i = 0; i < tests.length; i++) {
        if (tests[i].answer(operand, day) == Answer.YES) {
          return places[i];
        }
      }
      return NO;
    }

    @Override
    public boolean dependsOnDay() {
      for (TestNode test : tests) {
        if (test.dependsOnDay()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      long next = Long.MAX_VALUE;
      for (TestNode test : tests) {
        next = Math.min(next, test.nextTurn(slots[slot], day));
      }
      return next;
    }

    @Override
    public int[] slots() {
      return new int[] {slot};
    }
  }
}
