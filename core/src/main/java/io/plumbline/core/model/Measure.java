package io.plumbline.core.model;

/** What a rule measures of its events. */
public sealed interface Measure {

  /** The number of events. */
  record Count() implements Measure {}

  /** The number of distinct days. */
  record Days() implements Measure {}

  /** The age of the latest event, in days. */
  record Recency() implements Measure {}

  /** The sum of a property's numbers, each rounded to six decimals. */
  record Sum(String property) implements Measure {}

  /** The largest of a property's numbers, each rounded to six decimals. */
  record Max(String property) implements Measure {}
}
