package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.ScoringModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder under {@code models} holds a valid model that keeps the promises of its cases. */
final class ReadyModelsTest {
  private static final Path MODELS =
      Path.of(
          System.getProperty(
              "models", Path.of(System.getProperty("plumbline.root"), "models").toString()));

  @TestFactory
  Stream<DynamicTest> readyModel_read_hasNeitherErrorNorWarning() throws IOException {
    return folders()
        .map(it -> DynamicTest.dynamicTest(it.getFileName().toString(), () -> model(it)));
  }

  @TestFactory
  Stream<DynamicTest> readyModel_cases_pass() throws IOException {
    return folders()
        .map(it -> DynamicTest.dynamicTest(it.getFileName().toString(), () -> cases(it)));
  }

  private static Stream<Path> folders() throws IOException {
    if (!Files.isDirectory(MODELS)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(MODELS)) {
      return files.filter(it -> Files.exists(it.resolve("model.yaml"))).sorted().toList().stream();
    }
  }

  private static ScoringModel model(Path folder) throws IOException {
    Path file = folder.resolve("model.yaml");
    ModelReading reading = ModelReader.read(file.toString(), Files.readAllBytes(file));
    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();
    assertThat(IssuePrinter.text(reading.source(), reading.warnings())).isEmpty();
    return reading.model().orElseThrow();
  }

  private static void cases(Path folder) throws IOException {
    ScoringModel model = model(folder);
    Path file = folder.resolve("cases.yaml");
    CasesReading reading = CasesReader.read(file.toString(), Files.readAllBytes(file), model);
    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();
    List<Finding> failures = new ArrayList<>();
    CaseRunner.run(ModelCompiler.compile(model), reading.cases())
        .forEach(it -> failures.addAll(it.failures()));
    assertThat(IssuePrinter.text(reading.source(), failures)).isEmpty();
    assertThat(reading.cases()).isNotEmpty();
  }
}
