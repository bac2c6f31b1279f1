package io.plumbline.core.engine;

import io.plumbline.core.model.Operator;
import io.plumbline.core.model.Test;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test, compiled: all its operators over one value, which may be unknown or a list. */
final class TestNode {
  /** Holds for everything known, and is asked of nothing else. */
  static final TestNode KNOWN = new TestNode(List.of());

  private final OperatorNode[] ofElements;
  private final OperatorNode[] excluded;
  private final boolean[] existence;
  private final int[] olderThan;
  private final int[] newerThan;

  TestNode(Test test) {
    this(test.operators());
  }

  private TestNode(List<Operator> operators) {
    List<OperatorNode> elementwise = new ArrayList<>();
    List<OperatorNode> negated = new ArrayList<>();
    List<Boolean> exists = new ArrayList<>();
    List<Integer> older = new ArrayList<>();
    List<Integer> newer = new ArrayList<>();
    for (Operator operator : operators) {
      if (operator instanceof Operator.IsNot isNot) {
        negated.add(OperatorNode.compile(new Operator.Is(isNot.literal())));
      } else if (operator instanceof Operator.NotIn notIn) {
        negated.add(OperatorNode.in(notIn.literals()));
      } else if (operator instanceof Operator.Exists known) {
        exists.add(known.expected());
      } else {
        elementwise.add(OperatorNode.compile(operator));
      }
      if (operator instanceof Operator.OlderThan span) {
        older.add(span.days());
      } else if (operator instanceof Operator.NewerThan span) {
        newer.add(span.days());
      }
    }
    ofElements = elementwise.toArray(OperatorNode[]::new);
    excluded = negated.toArray(OperatorNode[]::new);
    existence = new boolean[exists.size()];
    for (int i = 0; i < existence.length; i++) {
      existence[i] = exists.get(i);
    }
    olderThan = older.stream().mapToInt(Integer::intValue).toArray();
    newerThan = newer.stream().mapToInt(Integer::intValue).toArray();
  }

  int answer(@Nullable Operand operand, int day) {
    for (boolean expected : existence) {
      if (expected != (operand != null)) {
        return Answer.NO;
      }
    }
    if (operand == null) {
      return ofElements.length + excluded.length > 0 ? Answer.UNKNOWN : Answer.YES;
    }
    return operand.isList() ? ofList(operand.elements(), day) : ofOne(operand, day);
  }

  private int ofOne(Operand operand, int day) {
    int answer = allOperators(operand, day);
    for (OperatorNode node : excluded) {
      answer = Math.min(answer, Answer.not(node.answer(operand, day)));
    }
    return answer;
  }

  private int ofList(Operand[] elements, int day) {
    int answer = Answer.YES;
    if (ofElements.length > 0) {
      answer = Answer.NO;
      for (Operand element : elements) {
        answer = Math.max(answer, allOperators(element, day));
      }
    }
    for (OperatorNode node : excluded) {
      int any = Answer.NO;
      for (Operand element : elements) {
        any = Math.max(any, node.answer(element, day));
      }
      answer = Math.min(answer, Answer.not(any));
    }
    return answer;
  }

  private int allOperators(Operand element, int day) {
    int answer = Answer.YES;
    for (OperatorNode node : ofElements) {
      answer = Math.min(answer, node.answer(element, day));
    }
    return answer;
  }

  /** Whether the answer can change as days pass. */
  boolean dependsOnDay() {
    return olderThan.length + newerThan.length > 0;
  }

  /** The first day after {@code day} on which the answer may differ; MAX_VALUE for none. */
  long nextTurn(@Nullable Operand operand, int day) {
    long next = Long.MAX_VALUE;
    if (operand == null || !dependsOnDay()) {
      return next;
    }
    if (operand.isList()) {
      for (Operand element : operand.elements()) {
        next = Math.min(next, nextTurn(element, day));
      }
      return next;
    }
    if (operand.isDay()) {
      for (int span : olderThan) {
        next = Math.min(next, later(operand.epochDay() + span + 1, day));
      }
      for (int span : newerThan) {
        next = Math.min(next, later(operand.epochDay() + span, day));
      }
    }
    return next;
  }

  private static long later(long turn, int day) {
    return turn > day ? turn : Long.MAX_VALUE;
  }
}
