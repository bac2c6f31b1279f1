package io.plumbline.core.engine;

import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an outcome follows from attributes: 0 is no, 1 unknown, and from 2 on yes or the row that
 * holds. It depends on tests alone, never on points.
 */
public sealed interface Outcomes {
  int NO = 0;
  int UNKNOWN = 1;
  int FIRST = 2;

  /** The outcome, for operands in the model's attribute slots. */
  int of(@Nullable Operand[] slots, int day);

  /** The slots looked at, each once, in the order written. */
  int[] slots();

  /** Whether the outcome can change as days pass. */
  boolean dependsOnDay();

  /** The first day after {@code day} on which the outcome may differ; MAX_VALUE for none. */
  long nextTurn(@Nullable Operand[] slots, int day);

  /** What the outcome depends on: equal keys have equal outcomes for equal attributes. */
  Object key();

  static Outcomes of(Condition condition, Slots slots) {
    return new OfCondition(condition, ConditionNode.compile(condition, slots));
  }

  static Outcomes of(Rule.Lookup lookup, Slots slots) {
    List<Table.Row> rows = lookup.table().rows();
    List<TestNode> tests = new ArrayList<>();
    List<Integer> outcomes = new ArrayList<>();
    List<Object> key = new ArrayList<>(List.of(lookup.attribute()));
    for (int i = 0; i < rows.size(); i++) {
      Table.Row row = rows.get(i);
      boolean isTest = row instanceof Table.Row.When;
      key.add(row instanceof Table.Row.When when ? when.test() : row.getClass());
      if (isTest || row instanceof Table.Row.Otherwise) {
        tests.add(row instanceof Table.Row.When when ? new TestNode(when.test()) : TestNode.KNOWN);
        outcomes.add(i + FIRST);
      }
    }
    return new OfRows(
        List.copyOf(key),
        slots.of(lookup.attribute()),
        tests.toArray(TestNode[]::new),
        outcomes.stream().mapToInt(Integer::intValue).toArray());
  }

  static int[] slotsOf(ConditionNode node) {
    List<Integer> seen = new ArrayList<>();
    node.slots(seen::add);
    return seen.stream().distinct().mapToInt(Integer::intValue).toArray();
  }

  /** The answer of a condition. */
  record OfCondition(Condition key, ConditionNode node) implements Outcomes {
    @Override
    public int of(@Nullable Operand[] slots, int day) {
      return node.answer(slots, day);
    }

    @Override
    public int[] slots() {
      return slotsOf(node);
    }

    @Override
    public boolean dependsOnDay() {
      return node.dependsOnDay();
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      return node.nextTurn(slots, day);
    }
  }

  /** The row of a lookup. */
  @SuppressWarnings("ArrayRecordComponent")
  record OfRows(List<Object> key, int slot, TestNode[] tests, int[] outcomes) implements Outcomes {
    @Override
    public int of(@Nullable Operand[] slots, int day) {
      Operand operand = slots[slot];
      if (operand == null) {
        return UNKNOWN;
      }
      for (int i = 0; i < tests.length; i++) {
        if (tests[i].answer(operand, day) == Answer.YES) {
          return outcomes[i];
        }
      }
      return NO;
    }

    @Override
    public int[] slots() {
      return new int[] {slot};
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
  }
}
