package io.plumbline.format.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class HistogramTest {
  @Test
  void steps_are_round_and_the_last_edge_belongs_to_the_last_step() {
    long[] values = {0, 4_999, 5_000, 99_999, 100_000};
    Histogram histogram = Histogram.of(values.length, row -> values[row], 0, 100_000);
    assertThat(histogram.step()).isEqualTo(5_000);
    assertThat(histogram.counts()).hasSize(20);
    assertThat(histogram.counts().get(0)).isEqualTo(2);
    assertThat(histogram.counts().get(1)).isEqualTo(1);
    assertThat(histogram.counts().get(19)).isEqualTo(2);
  }

  @Test
  void one_value_has_one_step() {
    assertThat(Histogram.of(3, row -> 0, 0, 0).counts()).containsExactly(3L);
  }

  @Test
  void no_values_have_an_empty_axis() {
    assertThat(Histogram.of(0, row -> 0, 0, 60_000).tallest()).isZero();
  }

  @Test
  void any_values_are_all_counted_in_few_steps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      int shift = 10 + random.nextInt(50);
      long[] values = random.longs(1 + random.nextInt(50)).map(v -> v >> shift).toArray();
      Histogram histogram = Histogram.of(values.length, row -> values[row], 0, 0);
      String name = "seed " + seed + ", round " + round;
      assertThat(histogram.counts().stream().mapToLong(count -> count).sum())
          .as(name)
          .isEqualTo(values.length);
      assertThat(histogram.counts().size()).as(name).isLessThanOrEqualTo(Histogram.MOST_STEPS + 1);
      assertThat(histogram.firstTick(histogram.tick()))
          .as(name)
          .isBetween(histogram.first(), histogram.last());
    }
  }
}
