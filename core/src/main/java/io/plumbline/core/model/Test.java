package io.plumbline.core.model;

import java.util.List;

/** Operators that must all hold for a value. A plain literal is {@code is}, a list {@code in}. */
public record Test(List<Operator> operators) {
  public Test {
    operators = List.copyOf(operators);
    if (operators.isEmpty()) {
      throw new IllegalArgumentException("a test needs an operator");
    }
  }

  public static Test of(Operator... operators) {
    return new Test(List.of(operators));
  }
}
