package io.plumbline.format.facts;

/**
 * The buffer of one thread: a chunk of text, and room behind it for cells without their doubled
 * quotes.
 */
final class Workspace {
  /** The chunk stands in {@code bytes[0..limit)}, whole rows only. */
  byte[] bytes = {};

  int limit;

  /** What {@link Survey#look} saw in the chunk, or behind it. */
  int seen = Survey.QUOTES | Survey.BEYOND_ASCII;

  /** Where in the chunk a row was shortened because it is too long; -1 for nowhere. */
  int shortened = -1;

  /** How many lines the part left out of the shortened row had. */
  long linesLeftOut;

  /** Makes the buffer at least so long and keeps its content. */
  void grow(int length) {
    if (bytes.length < length) {
      byte[] larger = new byte[length];
      System.arraycopy(bytes, 0, larger, 0, bytes.length);
      bytes = larger;
    }
  }
}
