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

  /** Pieces that mean something to YAML or to the language. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    ",",
    "?",
    "? ",
    "*",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "|2-\n",
    "'",
    "\"",
    "\\",
    "#",
    " #",
    "%",
    "@",
    "`",
    "~",
    "null",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "<<: ",
    "\t",
    "\r",
    "\r\n",
    "\n",
    " ",
    "  ",
    "\uFEFF",
    "\u0085",
    "\u2028",
    "\u0000",
    "\u0007",
    "😀",
    "é",
    "0x1F",
    "0o17",
    ".inf",
    ".nan",
    "1e400",
    "1e-400",
    "1e999999999",
    "-0",
    "1:30",
    "7d",
    "36501d",
    "101%",
    "-1%",
    "2026-02-30",
    "2026-01-01",
    "true",
    "no",
    "if: ",
    "lookup: ",
    "event: ",
    "points: 1",
    "else: 1",
    "unknown: 1",
    "never: 1",
    "all: []",
    "not: {}",
    "min: none",
    "weight: 0",
    "id: x",
    "measure: recency",
    "decay: {steps: {}}",
    "9".repeat(400),
    "0." + "3".repeat(400)
  };

  @Test
  void mutatedModels_read_neverThrow() throws IOException {
    List<byte[]> models = models();
    long seed = LONG ? System.nanoTime() : 42;
    Random random = new Random(seed);
    int runs = LONG ? 200_000 : 2_000;
    for (int run = 0; run < runs; run++) {
      byte[] bytes = models.get(random.nextInt(models.size()));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        bytes = mutated(bytes, random);
      }
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
          text.append(PIECES[random.nextInt(PIECES.length)]);
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

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, random.nextInt(random.nextInt(50) == 0 ? 2000 : 12));
    byte[] middle =
        switch (random.nextInt(6)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.nextInt(256)};
          case 2 -> repeated(bytes, at, length);
          case 3 -> moved(bytes, length, random);
          default -> PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
        };
    int cut = random.nextBoolean() ? length : 0;
    byte[] result = new byte[bytes.length - cut + middle.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(middle, 0, result, at, middle.length);
    System.arraycopy(bytes, at + cut, result, at + middle.length, bytes.length - at - cut);
    return result;
  }

  private static byte[] repeated(byte[] bytes, int at, int length) {
    byte[] twice = new byte[2 * length];
    System.arraycopy(bytes, at, twice, 0, length);
    System.arraycopy(bytes, at, twice, length, length);
    return twice;
  }

  private static byte[] moved(byte[] bytes, int length, Random random) {
    byte[] part = new byte[length];
    int from = random.nextInt(bytes.length - length + 1);
    System.arraycopy(bytes, from, part, 0, length);
    return part;
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
