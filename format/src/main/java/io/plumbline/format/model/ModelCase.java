package io.plumbline.format.model;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.score.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * A promise about a model: facts, an instant, and what must come out.
 *
 * @param name a sentence, unique in its file
 * @param position where the case stands in its file
 */
public record ModelCase(
    String name, Position position, Facts facts, Instant asOf, List<Expectation> expectations) {
  public ModelCase {
    expectations = List.copyOf(expectations);
  }

  /**
   * One thing that must come out.
   *
   * @param position where the expected value stands
   * @param path JSON pointer to the expected value
   * @param what such as {@code total} or {@code score fit}
   * @param expected as texts are compared: numbers as points print, {@code none} for nothing
   */
  public record Expectation(
      Position position, String path, String what, String expected, Probe probe) {}

  /** What came out of the thing that is expected, in the same words as the expectation. */
  @FunctionalInterface
  public interface Probe {
    String of(Explanation explanation);
  }
}
