package io.plumbline.format.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.ScoringModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases beside the model of the specification's example. */
final class CasesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plumbline.root"))
          .resolve("format/src/test/resources/io/plumbline/format/model");

  @Test
  void brokenCases_read_sayAllTheirErrors() throws IOException {
    CasesReading reading =
        CasesReader.read(
            "broken.yaml", Files.readAllBytes(FOLDER.resolve("cases/broken.yaml")), model());

    assertThat(reading.cases()).isEmpty();
    assertGolden("broken.txt", IssuePrinter.text(reading.source(), reading.errors()));
  }

  @Test
  void failingCases_run_sayWhatCameOut() throws IOException {
    CasesReading reading =
        CasesReader.read(
            "failing.yaml", Files.readAllBytes(FOLDER.resolve("cases/failing.yaml")), model());
    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();

    List<CaseRunner.CaseResult> results =
        CaseRunner.run(ModelCompiler.compile(model()), reading.cases());

    assertThat(results)
        .extracting(CaseRunner.CaseResult::passed)
        .containsExactly(false, true, false);
    List<Finding> failures = new ArrayList<>();
    results.forEach(it -> failures.addAll(it.failures()));
    assertGolden("failing.txt", IssuePrinter.text(reading.source(), failures));
  }

  @Test
  void factsOfACase_read_areAsFilesGiveThem() throws IOException {
    String text =
        """
        cases:
          - case: a
            as_of: 2026-11-21 12:30
            lead: {lead_id: 42, text: " a ", number: 1.50, truth: true, date: 2026-01-01, none: ~,
                   blank: " ", object: {a: 1}, list: [a, null, "", 2], nested: [[1]], empty: []}
            events: [{event: E, time: 1700000000000, event_id: 7, p: no}]
            expect: {total: 1}
        """;
    CasesReading reading = CasesReader.read("c.yaml", text.getBytes(UTF_8), model());

    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();
    ModelCase one = reading.cases().get(0);
    assertThat(one.asOf())
        .as("in the model's zone, Europe/Bucharest")
        .isEqualTo(Instant.parse("2026-11-21T10:30:00Z"));
    assertThat(one.facts().subject().id()).isEqualTo("42");
    assertThat(one.facts().subject().attributes())
        .containsOnlyKeys("text", "number", "truth", "date", "list")
        .containsEntry("text", new Value.Text(" a "))
        .containsEntry("number", new Value.Decimal(new BigDecimal("1.50")))
        .containsEntry("truth", new Value.Bool(true))
        .containsEntry("date", new Value.Text("2026-01-01"))
        .containsEntry(
            "list",
            new Value.Many(List.of(new Value.Text("a"), new Value.Decimal(new BigDecimal("2")))));
    assertThat(one.facts().events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.id()).isEqualTo("7");
              assertThat(event.at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
              assertThat(event.properties()).containsEntry("p", new Value.Text("no"));
            });
  }

  @Test
  void anyBytes_readAsCases_neverThrow() throws IOException {
    ScoringModel model = model();
    List<byte[]> seeds =
        List.of(
            Files.readAllBytes(FOLDER.resolve("cases/broken.yaml")),
            Files.readAllBytes(FOLDER.resolve("cases/failing.yaml")));
    long seed = Boolean.getBoolean("long") ? System.nanoTime() : 44;
    Mutations mutations = new Mutations(seed);
    for (int run = 0; run < (Boolean.getBoolean("long") ? 100_000 : 2_000); run++) {
      byte[] bytes = mutations.of(seeds.get(run % 2));
      try {
        CasesReading reading = CasesReader.read("fuzz.yaml", bytes, model);
        IssuePrinter.text(reading.source(), reading.errors());
        assertThat(reading.cases().isEmpty()).isEqualTo(!reading.errors().isEmpty());
        CaseRunner.run(ModelCompiler.compile(model), reading.cases());
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ", run " + run + ":\n" + new String(bytes, UTF_8), e);
      }
    }
  }

  private static ScoringModel model() throws IOException {
    return ModelReader.read("spec.yaml", Files.readAllBytes(FOLDER.resolve("spec.yaml")))
        .model()
        .orElseThrow();
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path golden = FOLDER.resolve("cases").resolve(name);
    if (Boolean.getBoolean("golden")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
