package io.plumbline.core.model;

/** A label that a score earns from a threshold on. */
public record Grade(String label, Threshold threshold) {

  /** From where on a grade is earned. */
  public sealed interface Threshold {
    /** The value as written, points or percent. */
    Points value();

    /** At least so many points. */
    record OfPoints(Points value) implements Threshold {}

    /** At least so many percent of the score's maximum. */
    record OfMaximum(Points value) implements Threshold {}
  }
}
