package io.plumbline.core.population;

import io.plumbline.core.fact.Value;

/**
 * Where a reader puts the events of one chunk of its input, in the order received. Not thread-safe:
 * one sink a chunk, used by one thread at a time. For codes see {@link LeadSink}.
 */
public interface EventSink {

  /** A code for an event's type as written (not blank), valid as long as the sink. */
  int type(String type);

  /** Whether any property of events of this type matters; where not, codes need not be filled. */
  boolean wantsProperties(int type);

  /** A code, from 1, for a value of a column; columns are numbered as {@code Intake.properties}. */
  int code(int column, Value value);

  /** The row to fill before {@link #add}; the same object each time. */
  EventRow row();

  /** Adds the event that stands in {@link #row}; its content is copied. */
  void add();
}
