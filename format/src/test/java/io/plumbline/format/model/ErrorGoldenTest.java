package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a person sees of each broken file under {@code errors}: the text beside it. {@code
 * -Dgolden=true} writes the texts anew, to be read before they are committed.
 */
final class ErrorGoldenTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plumbline.root"))
          .resolve("format/src/test/resources/io/plumbline/format/model/errors");

  @TestFactory
  Stream<DynamicTest> brokenFile_read_saysAllItsErrors() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    ModelReading reading =
        ModelReader.read(file.getFileName().toString(), Files.readAllBytes(file));
    String text = IssuePrinter.text(reading.source(), reading.errors());
    Path golden = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".txt"));
    if (Boolean.getBoolean("golden")) {
      Files.writeString(golden, text);
    }
    assertThat(reading.model()).isEmpty();
    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
