package io.plumbline.core.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Choices from a seed: the same seed, the same choices. Not thread-safe. */
public final class Dice {
  private final SplittableRandom random;

  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from {@code least} to {@code most}, both included. */
  public int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True in so many of a hundred cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Between {@code least} and {@code most} things. */
  public <T> List<T> some(int least, int most, Supplier<T> thing) {
    int count = from(least, most);
    List<T> things = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      things.add(thing.get());
    }
    return things;
  }

  /** The same things in another order. */
  public <T> List<T> shuffled(List<T> things) {
    List<T> left = new ArrayList<>(things);
    List<T> shuffled = new ArrayList<>(things.size());
    while (!left.isEmpty()) {
      shuffled.add(left.remove(random.nextInt(left.size())));
    }
    return shuffled;
  }
}
