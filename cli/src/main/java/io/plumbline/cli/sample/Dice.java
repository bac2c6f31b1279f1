package io.plumbline.cli.sample;

import java.util.List;

/**
 * A stream of chance (SplitMix64) that gives the same numbers on every machine. Not thread-safe.
 *
 * <p>Every lead, company and purpose has a stream of its own, so that a lead is the same whatever
 * was made before it, and can be made again at any time.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The stream of one thing: {@code purpose} and {@code index} name it. */
  static Dice of(long seed, String purpose, long index) {
    long name = 7;
    for (int i = 0; i < purpose.length(); i++) {
      name = mix(name + purpose.charAt(i));
    }
    return new Dice(mix(mix(seed + GOLDEN) ^ name) + mix(index + GOLDEN));
  }

  /** The next 64 bits. */
  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** A whole number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) Math.multiplyHigh(next() >>> 1, 2L * bound);
  }

  /** A number from 0 to below 1. */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** A nearly normal number: twelve uniform ones added, less 6. */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum;
  }

  /** A Poisson number, at most 30. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = unit(); product > limit && count < 30; product *= unit()) {
      count++;
    }
    return count;
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** One of the choices, the first ones more often than the last. */
  <T> T pickEarly(List<T> choices) {
    return choices.get(Math.min(below(choices.size()), below(choices.size())));
  }

  /** 64 bits in which every bit of the input counts. */
  static long mix(long input) {
    long z = input;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
