package io.plumbline.core.engine;

import io.plumbline.core.model.Condition;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A condition, compiled: its answer over operands in numbered slots. */
interface ConditionNode {
  int answer(@Nullable Operand[] slots, int day);

  /** The first day after {@code day} on which the answer may differ; MAX_VALUE for none. */
  long nextTurn(@Nullable Operand[] slots, int day);

  boolean dependsOnDay();

  /** Names each slot looked at, in the order written; a slot may be named again. */
  void slots(IntConsumer seen);

  static ConditionNode compile(Condition condition, Slots slots) {
    if (condition instanceof Condition.All all) {
      return new Several(compileEach(all.conditions(), slots), true);
    }
    if (condition instanceof Condition.Any any) {
      return new Several(compileEach(any.conditions(), slots), false);
    }
    if (condition instanceof Condition.Not not) {
      return new Negation(compile(not.condition(), slots));
    }
    Condition.Attribute attribute = (Condition.Attribute) condition;
    return new Leaf(slots.of(attribute.name()), new TestNode(attribute.test()));
  }

  private static ConditionNode[] compileEach(List<Condition> conditions, Slots slots) {
    return conditions.stream().map(each -> compile(each, slots)).toArray(ConditionNode[]::new);
  }

  /** One test of one slot. */
  record Leaf(int slot, TestNode test) implements ConditionNode {
    @Override
    public int answer(@Nullable Operand[] slots, int day) {
      return test.answer(slots[slot], day);
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      return test.nextTurn(slots[slot], day);
    }

    @Override
    public boolean dependsOnDay() {
      return test.dependsOnDay();
    }

    @Override
    public void slots(IntConsumer seen) {
      seen.accept(slot);
    }
  }

  /** All or any of several. */
  @SuppressWarnings("ArrayRecordComponent")
  record Several(ConditionNode[] nodes, boolean all) implements ConditionNode {
    @Override
    public int answer(@Nullable Operand[] slots, int day) {
      int decided = all ? Answer.NO : Answer.YES;
      int answer = Answer.not(decided);
      for (ConditionNode node : nodes) {
        int one = node.answer(slots, day);
        if (one == decided) {
          return decided;
        }
        if (one == Answer.UNKNOWN) {
          answer = Answer.UNKNOWN;
        }
      }
      return answer;
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      long next = Long.MAX_VALUE;
      for (ConditionNode node : nodes) {
        next = Math.min(next, node.nextTurn(slots, day));
      }
      return next;
    }

    @Override
    public boolean dependsOnDay() {
      for (ConditionNode node : nodes) {
        if (node.dependsOnDay()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void slots(IntConsumer seen) {
      for (ConditionNode node : nodes) {
        node.slots(seen);
      }
    }
  }

  /** Swaps yes and no. */
  record Negation(ConditionNode node) implements ConditionNode {
    @Override
    public int answer(@Nullable Operand[] slots, int day) {
      return Answer.not(node.answer(slots, day));
    }

    @Override
    public long nextTurn(@Nullable Operand[] slots, int day) {
      return node.nextTurn(slots, day);
    }

    @Override
    public boolean dependsOnDay() {
      return node.dependsOnDay();
    }

    @Override
    public void slots(IntConsumer seen) {
      node.slots(seen);
    }
  }
}
