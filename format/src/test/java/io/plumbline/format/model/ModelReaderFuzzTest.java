package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.ModelCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever bytes a model file holds: never an exception, errors at places that exist, or a model
 * that compiles. {@code -Dlong=true} tries many more, from a fresh seed.
 */
final class ModelReaderFuzzTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
  private static final Path RESOURCES =
      ROOT.resolve("format/src/test/resources/io/plumbline/format/model");
  private static final boolean LONG = Boolean.getBoolean("long");

  @Test
  void mutatedModels_read_neverThrow() throws IOException {
    List<byte[]> models = models();
    long seed = LONG ? System.nanoTime() : 42;
    Mutations mutations = new Mutations(seed);
    int runs = LONG ? 200_000 : 2_000;
    for (int run = 0; run < runs; run++) {
      byte[] bytes = mutations.of(models.get(run % models.size()));
      check(bytes, "seed " + seed + ", run " + run);
    }
  }

  @Test
  void randomBytesAndPieces_read_neverThrow() {
    long seed = LONG ? System.nanoTime() : 43;
    Random random = new Random(seed);
    int runs = LONG ? 500_000 : 5_000;
    for (int run = 0; run < runs; run++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextInt(10) > 0) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? Models.HEAD : "");
        for (int i = random.nextInt(40); i > 0; i--) {
          text.append(Mutations.piece(random));
        }
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      }
      check(bytes, "seed " + seed + ", run " + run);
    }
  }

  /** Every input that ever broke something. */
  @TestFactory
  Stream<DynamicTest> formerBreakers_read_neverThrow() throws IOException {
    Path folder = RESOURCES.resolve("broke");
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> check(Files.readAllBytes(file), file.toString())));
    }
  }

  private static List<byte[]> models() throws IOException {
    List<byte[]> models = new ArrayList<>();
    models.add(Files.readAllBytes(RESOURCES.resolve("spec.yaml")));
    models.add(Files.readAllBytes(RESOURCES.resolve("errors/many.yaml")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("models"), 2)) {
      for (Path file : files.filter(it -> it.endsWith("model.yaml")).sorted().toList()) {
        models.add(Files.readAllBytes(file));
      }
    }
    return models;
  }

  private static void check(byte[] bytes, String which) {
    try {
      ModelReading reading = ModelReader.read("fuzz.yaml", bytes);
      assertThat(reading.model().isPresent()).isEqualTo(reading.errors().isEmpty());
      List<Finding> findings = new ArrayList<>(reading.errors());
      findings.addAll(reading.warnings());
      for (Finding finding : findings) {
        String line = reading.source().line(finding.position().line());
        int characters = line.codePointCount(0, line.length());
        assertThat(finding.position().column()).isBetween(1, characters + 1);
      }
      assertThat(IssuePrinter.text(reading.source(), findings)).doesNotContain("\u0007");
      assertThat(IssuePrinter.json(reading.source(), findings)).startsWith("[").endsWith("]");
      reading.model().ifPresent(ModelCompiler::compile);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      throw new AssertionError(which + ":\n" + text, e);
    }
  }
}
