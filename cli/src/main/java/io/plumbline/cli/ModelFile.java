package io.plumbline.cli;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.IssuePrinter;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A model as named on the command line: a file, or a folder that holds a {@code model.yaml}.
 *
 * @param name as messages show it
 */
record ModelFile(String name, Path path) {
  static final String NAME = "model.yaml";

  static ModelFile of(String given) {
    Path path;
    try {
      path = Path.of(given);
    } catch (InvalidPathException e) {
      throw Failure.failed("'" + given.replace("\0", "\\0") + "' cannot be the name of a file");
    }
    Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
    if (!Files.exists(file)) {
      boolean folder = Files.isDirectory(path);
      throw Failure.failed(
          folder
              ? given + ": there is no " + NAME + " in this folder"
              : given + ": there is no such file");
    }
    return new ModelFile(file.toString(), file);
  }

  /** What the file holds; a pipe holds it only once. */
  byte[] bytes() {
    if (Files.isDirectory(path)) {
      throw Failure.failed(name + ": is a folder, not a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(ModelReader.MAX_BYTES + 1);
    } catch (IOException e) {
      throw Failure.failed(name + ": cannot be read: " + reason(e));
    }
  }

  /** Reads the model, with all its errors. */
  ModelReading read() {
    return ModelReader.read(name, bytes());
  }

  /** The model, or a failure after all its errors were shown. */
  ScoringModel load(Console console) {
    return load(console, bytes());
  }

  /** The model that these bytes of the file say. */
  ScoringModel load(Console console, byte[] bytes) {
    return valid(ModelReader.read(name, bytes), console);
  }

  /** What was read, or a failure after all its errors were shown. */
  static ScoringModel valid(ModelReading reading, Console console) {
    if (reading.model().isEmpty()) {
      console.complain(IssuePrinter.text(reading.source(), reading.errors()).stripTrailing());
    }
    return reading
        .model()
        .orElseThrow(
            () ->
                Failure.modelHasErrors(
                    reading.source().name()
                        + " has "
                        + Words.count(reading.errors().size(), "error")));
  }

  private static String reason(IOException failure) {
    return failure instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(failure.getMessage());
  }
}
