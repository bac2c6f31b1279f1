package io.plumbline.format.facts;

/**
 * A row that could not be read, and why.
 *
 * @param line of the file, from 1; in Parquet the number of the row
 * @param reason in words
 * @param text the row as it stands in the file, cut at 10,000 characters
 */
public record Rejection(String file, long line, Kind kind, String reason, String text) {

  /** Why rows are rejected. */
  public enum Kind {
    NO_ID,
    REPEATED_ID,
    NO_TYPE,
    BAD_TIME,
    CELL_COUNT,
    BAD_QUOTES,
    BAD_JSON,
    BAD_UTF8,
    TOO_LONG
  }

  /**
   * The rejection of a lead whose id was seen before; its row is not kept, so the id stands for it.
   */
  public static Rejection repeatedId(Place place, String id) {
    return new Rejection(
        place.file(), place.line(), Kind.REPEATED_ID, "the id was seen before", id);
  }
}
