package io.plumbline.core.population;

/** One event on its way from a reader into a population; reused for every event. */
public final class EventRow {
  /** Whose event it is. */
  public final Slice lead = new Slice();

  /** The event's id; empty for none. */
  public final Slice id = new Slice();

  /** A code from {@link EventSink#type}. */
  public int type;

  /** When it happened: seconds since 1970. */
  public long epochSecond;

  /** When it happened: nanoseconds of the second. */
  public int nano;

  /** The code of each property column, {@link LeadSink#UNKNOWN} where it is unknown. */
  public final int[] codes;

  /** A row with so many property columns; for those who write a sink. */
  public EventRow(int columns) {
    codes = new int[columns];
  }
}
