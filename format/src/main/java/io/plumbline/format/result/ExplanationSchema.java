package io.plumbline.format.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of what {@link ExplanationJson} writes, as it stands in {@code docs}. */
public final class ExplanationSchema {
  private static final String FILE = "explanation.schema.json";

  private ExplanationSchema() {}

  /** The whole schema, as JSON. */
  public static String text() {
    try (InputStream file = ExplanationSchema.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
