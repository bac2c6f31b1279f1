package io.plumbline.format.result;

import java.util.Locale;
import java.util.Optional;

/** The kinds of files that results are written as. */
public enum ResultFormat {
  CSV,
  NDJSON,
  PARQUET;

  /** The format that the end of a file's name tells, with or without {@code .gz}. */
  public static Optional<ResultFormat> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    if (plain.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    if (plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
      return Optional.of(NDJSON);
    }
    return plain.endsWith(".parquet") ? Optional.of(PARQUET) : Optional.empty();
  }
}
