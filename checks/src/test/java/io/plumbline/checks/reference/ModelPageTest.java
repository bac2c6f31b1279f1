package io.plumbline.checks.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.ModelCheck;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.CaseRunner;
import io.plumbline.format.model.CasesReader;
import io.plumbline.format.model.CasesReading;
import io.plumbline.format.model.Finding;
import io.plumbline.format.model.IssuePrinter;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import io.plumbline.format.model.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets of docs/reference/model.md do what the page says. */
final class ModelPageTest {
  private static final Pattern SNIPPET = Pattern.compile("(?ms)^```([a-z ]*)\\n(.*?)^```$");

  @Test
  void models_read_areValidWithoutWarning() throws IOException {
    ModelSchema schema = ModelSchema.read();
    List<String> models = new ArrayList<>(snippets("yaml model"));
    snippets("yaml rule").forEach(it -> models.add(withRules("- " + it.replace("\n", "\n  "))));
    snippets("yaml rules").forEach(it -> models.add(withRules(it)));

    assertThat(models).hasSizeGreaterThan(4);
    for (String model : models) {
      ModelReading reading = read(model);
      assertThat(text(reading.source(), reading.errors())).isEmpty();
      assertThat(text(reading.source(), reading.warnings())).isEmpty();
      assertThat(schema.errors(model)).isEmpty();
    }
  }

  @Test
  void wrongModel_read_saysWhatThePageShows() throws IOException {
    ModelReading reading = read(only("yaml wrong"));

    assertThat(text(reading.source(), reading.errors())).isEqualTo(only(""));
  }

  @Test
  void cases_run_pass() throws IOException {
    ScoringModel model = read(only("yaml model")).model().orElseThrow();
    CasesReading reading = CasesReader.read("c.yaml", only("yaml cases").getBytes(UTF_8), model);
    List<Finding> findings = new ArrayList<>(reading.errors());
    CaseRunner.run(ModelCompiler.compile(model), reading.cases())
        .forEach(it -> findings.addAll(it.failures()));

    assertThat(ModelCheck.errors(model)).isEmpty();
    assertThat(text(reading.source(), findings)).isEmpty();
  }

  private static String withRules(String rules) {
    return "plumbline: 1\nmodel: m\nscores:\n  s:\n    groups:\n      g:\n        rules:\n"
        + rules.indent(10);
  }

  private static ModelReading read(String model) {
    return ModelReader.read("model.yaml", model.getBytes(UTF_8));
  }

  private static String text(SourceText source, List<Finding> findings) {
    return IssuePrinter.text(source, findings);
  }

  private static String only(String kind) throws IOException {
    List<String> snippets = snippets(kind);
    assertThat(snippets).hasSize(1);
    return snippets.get(0);
  }

  private static List<String> snippets(String kind) throws IOException {
    String page = Files.readString(ModelSchema.ROOT.resolve("docs/reference/model.md"));
    List<String> snippets = new ArrayList<>();
    Matcher matcher = SNIPPET.matcher(page);
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        snippets.add(matcher.group(2));
      }
    }
    return snippets;
  }
}
