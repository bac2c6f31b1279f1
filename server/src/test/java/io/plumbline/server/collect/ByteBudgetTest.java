package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bytes that many ask for at once. */
final class ByteBudgetTest {
  @Test
  void take_moreThanIsLeft_getsNothing() {
    ByteBudget budget = new ByteBudget(10);
    assertThat(budget.take(7)).isTrue();
    assertThat(budget.take(4)).isFalse();
    assertThat(budget.take(3)).isTrue();
    budget.giveBack(7);
    assertThat(budget.left()).isEqualTo(7);
  }

  @Test
  void take_byManyAtOnce_neverGivesMoreThanThereIs() {
    ByteBudget budget = new ByteBudget(1000);
    long given = IntStream.range(0, 5000).parallel().filter(i -> budget.take(3)).count();
    assertThat(given).isEqualTo(333);
    assertThat(budget.left()).isEqualTo(1);
  }
}
