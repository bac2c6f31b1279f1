package io.plumbline.core.population;

import io.plumbline.core.fact.Value;

/**
 * Where a reader puts the leads of one chunk of its input, in the order received. Not thread-safe:
 * one sink a chunk, used by one thread at a time.
 *
 * <p>Values are given as codes, so that a value met again costs a look-up and not a comparison with
 * every rule: the reader asks for a code once for each distinct value of a column and may keep it
 * as long as the sink. Code {@link #UNKNOWN} is the unknown value of any column.
 */
public interface LeadSink {
  int UNKNOWN = 0;

  /** A code, from 1, for a value of a column; columns are numbered as {@code Intake.attributes}. */
  int code(int column, Value value);

  /**
   * Adds a lead; ids that were seen before are found later and reported with their line.
   *
   * @param id not blank
   * @param line where the lead stands in its chunk, from 0
   * @param codes one a column; copied
   */
  void add(Slice id, int line, int[] codes);
}
