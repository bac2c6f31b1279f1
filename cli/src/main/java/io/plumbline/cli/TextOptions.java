package io.plumbline.cli;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.SliceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model is given, and for whom. */
final class TextOptions {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or its folder.")
  private String model = "";

  @Option(
      names = "--applies-to",
      paramLabel = "FILE",
      description = "A file with the condition of those whom it scores.")
  private Optional<Path> appliesTo = Optional.empty();

  /** A model, and the texts that say it and what goes with it. */
  record Given(ScoringModel model, ModelDesk.Text text) {}

  /** A model that has no errors; what has some is shown here, with its lines. */
  Given read(Console console, Optional<String> note) {
    ModelFile file = ModelFile.of(model);
    byte[] bytes = file.bytes();
    ScoringModel read = file.load(console, bytes);
    String source = new String(bytes, StandardCharsets.UTF_8);
    Optional<String> condition = appliesTo.map(TextOptions::condition);
    return new Given(read, new ModelDesk.Text(read.id(), source, condition, note));
  }

  /** What stands in the place of the model. */
  String named() {
    return model;
  }

  boolean hasSlice() {
    return appliesTo.isPresent();
  }

  /** The text of a condition. */
  static String condition(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SliceReader.MAX_BYTES + 1);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.failed(file + ": cannot be read");
    }
  }
}
