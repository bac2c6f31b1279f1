package io.plumbline.format.facts;

/**
 * How much of a file is held in memory at once.
 *
 * @param chunkBytes how much of a text file one task parses
 * @param rowBytes the longest row; longer ones are rejected
 */
record Limits(int chunkBytes, int rowBytes) {
  static final Limits DEFAULT = new Limits(4 << 20, 1 << 20);

  /** More columns than this stop the run. */
  static final int COLUMNS = 10_000;

  /** The text of a rejected row is cut at so many characters. */
  static final int REJECTED_TEXT = 10_000;

  /** Bytes behind the data of a buffer that may be read, so that eight can be read at once. */
  static final int PADDING = 16;
}
