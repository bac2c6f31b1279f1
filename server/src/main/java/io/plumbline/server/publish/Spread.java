package io.plumbline.server.publish;

import io.plumbline.core.model.Points;
import io.plumbline.server.publish.ImpactReport.Bin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the points of many are spread, before and after. It holds counts by steps of whole points,
 * and makes the steps wider before it grows beyond a bound. Not thread-safe.
 */
final class Spread {
  private static final int MOST_STEPS = 4096;
  private static final int BINS = 25;
  private static final long ONE = Points.of(1).thousandths();
  private static final long[] NICE = {1, 2, 5};

  private final Map<Long, long[]> steps = new HashMap<>();
  private final Side before = new Side();
  private final Side after = new Side();
  private long width = ONE;

  private static final class Side {
    private long count;
    private final ExactSum sum = new ExactSum();

    Optional<Points> mean() {
      return count == 0
          ? Optional.empty()
          : Optional.of(
              new Points(
                  new BigDecimal(sum.value())
                      .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                      .longValueExact()));
    }

    void add(long amount) {
      count++;
      sum.add(amount);
    }

    void addAll(Side other) {
      count += other.count;
      sum.addAll(other.sum);
    }
  }

  void addBefore(Points points) {
    before.add(points.thousandths());
    step(points)[0]++;
  }

  void addAfter(Points points) {
    after.add(points.thousandths());
    step(points)[1]++;
  }

  private long[] step(Points points) {
    long[] step =
        steps.computeIfAbsent(Math.floorDiv(points.thousandths(), width), unused -> new long[2]);
    if (steps.size() > MOST_STEPS) {
      widen(width * 2);
      return steps.computeIfAbsent(
          Math.floorDiv(points.thousandths(), width), unused -> new long[2]);
    }
    return step;
  }

  private void widen(long newWidth) {
    Map<Long, long[]> old = Map.copyOf(steps);
    long factor = newWidth / width;
    width = newWidth;
    steps.clear();
    old.forEach((step, counts) -> add(Math.floorDiv(step, factor), counts));
  }

  private void add(long step, long[] counts) {
    long[] sums = steps.computeIfAbsent(step, unused -> new long[2]);
    sums[0] += counts[0];
    sums[1] += counts[1];
  }

  void addAll(Spread other) {
    if (other.width > width) {
      widen(other.width);
    }
    long factor = width / other.width;
    other.steps.forEach((step, counts) -> add(Math.floorDiv(step, factor), counts));
    before.addAll(other.before);
    after.addAll(other.after);
    while (steps.size() > MOST_STEPS) {
      widen(width * 2);
    }
  }

  Optional<Points> meanBefore() {
    return before.mean();
  }

  Optional<Points> meanAfter() {
    return after.mean();
  }

  /** The counts in at most 25 bins of a round width that cover all points. */
  List<Bin> bins() {
    if (steps.isEmpty()) {
      return List.of();
    }
    long lowest = steps.keySet().stream().min(Long::compare).orElseThrow() * width;
    long highest = steps.keySet().stream().max(Long::compare).orElseThrow() * width;
    long bin = binWidth(lowest, highest);
    long first = Math.floorDiv(lowest, bin);
    int count = (int) (Math.floorDiv(highest, bin) - first + 1);
    long[][] counts = new long[count][2];
    steps.forEach(
        (step, both) -> {
          int place = (int) (Math.floorDiv(step * width, bin) - first);
          counts[place][0] += both[0];
          counts[place][1] += both[1];
        });
    List<Bin> bins = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Points from = new Points((first + i) * bin);
      Points below = new Points((first + i + 1) * bin);
      bins.add(new Bin(from, below, counts[i][0], counts[i][1]));
    }
    return bins;
  }

  private long binWidth(long lowest, long highest) {
    for (long power = ONE; ; power *= 10) {
      for (long nice : NICE) {
        long bin = nice * power;
        boolean fits = Math.floorDiv(highest, bin) - Math.floorDiv(lowest, bin) < BINS;
        if (fits && bin >= width) {
          return bin;
        }
      }
    }
  }
}
