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
  @Parameters(paramLabel = "MODEL", description = "A model file, or its folder.")
  private String model = "";

  @Option(
      names = "--applies-to",
      paramLabel = "FILE",
      description = "A file with the condition of those whom it scores.")
  private Optional<Path> appliesTo = Optional.empty();

  /** The model; what errors it has are shown here, with their lines. */
  ScoringModel load(Console console) {
    return ModelFile.of(model).load(console);
  }

  /** The texts of a model that has no errors. */
  ModelDesk.Text read(Console console, Optional<String> note) throws IOException {
    ModelFile file = ModelFile.of(model);
    String id = file.load(console).id();
    String source = Files.readString(file.path());
    return new ModelDesk.Text(id, source, appliesTo.map(TextOptions::condition), note);
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
