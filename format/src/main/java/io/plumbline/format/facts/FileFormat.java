package io.plumbline.format.facts;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** How leads and events are written in a file. */
public enum FileFormat {
  /** Comma-, semicolon- or tab-separated values with a header row. */
  CSV,
  /** One JSON object a line. */
  NDJSON,
  /** Apache Parquet. */
  PARQUET;

  /** The format that a file's name tells, a final {@code .gz} apart. */
  public static Optional<FileFormat> ofName(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.endsWith(".gz")) {
      plain = plain.substring(0, plain.length() - 3);
    }
    String suffix = plain.substring(plain.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "csv", "tsv", "tab", "txt" -> Optional.of(CSV);
      case "ndjson", "jsonl", "json" -> Optional.of(NDJSON);
      case "parquet", "pq" -> Optional.of(PARQUET);
      default -> Optional.empty();
    };
  }

  /** The format that a file's first bytes look like. */
  static FileFormat ofFirstBytes(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PAR1")) {
      return PARQUET;
    }
    return text.stripLeading().startsWith("{") ? NDJSON : CSV;
  }
}
