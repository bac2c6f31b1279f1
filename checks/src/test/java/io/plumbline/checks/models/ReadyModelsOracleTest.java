package io.plumbline.checks.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.laws.Proofs;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.oracle.Dice;
import io.plumbline.core.oracle.ModelFacts;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.format.model.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ready models mean to the engine what the specification says they mean. */
class ReadyModelsOracleTest {
  private static final int SUBJECTS = Boolean.getBoolean("long") ? 2_000 : 12;

  static List<Path> models() throws IOException {
    try (Stream<Path> folders =
        Files.list(Path.of(System.getProperty("plumbline.root"), "models"))) {
      return folders.map(f -> f.resolve("model.yaml")).filter(Files::exists).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void readyModel_randomLeads_scoresAsTheOracleSays(Path file) throws IOException {
    ScoringModel model =
        ModelReader.read(file.toString(), Files.readAllBytes(file)).model().orElseThrow();
    CompiledModel compiled = ModelCompiler.compile(model);
    ModelFacts facts = new ModelFacts(model, new Dice(2026));
    for (int i = 0; i < SUBJECTS; i++) {
      Facts lead = facts.facts("lead-" + i);
      assertThat(
              Proofs.difference(
                  Oracle.explain(model, lead, ModelFacts.AS_OF),
                  compiled.explain(lead, ModelFacts.AS_OF)))
          .as("lead %d of seed 2026", i)
          .isEmpty();
    }
  }
}
