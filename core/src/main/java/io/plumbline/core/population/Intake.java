package io.plumbline.core.population;

import java.util.List;

/**
 * Collects received facts, in any number of chunks, on any number of threads, until they become a
 * {@link Population}. Thread-safe; the sinks it hands out are not.
 *
 * <p>Chunks are ordered by their number, not by when they come: of two events with one id, and of
 * two leads, the one in the chunk with the lower number was received first.
 */
public interface Intake {
  /** The names of the attributes that the model looks at: the columns of a lead. */
  List<String> attributes();

  /** The names of the properties that the model looks at: the columns of an event. */
  List<String> properties();

  /** A new sink for the leads of a chunk. */
  LeadSink leads(long chunk);

  /** A new sink for the events of a chunk. */
  EventSink events(long chunk);
}
