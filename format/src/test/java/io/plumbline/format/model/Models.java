package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.ScoringModel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Models and their errors, from text. */
final class Models {
  static final String HEAD = "plumbline: 1\nmodel: m\n";
  static final String RULE = "{id: r, if: {a: 1}, points: 5}";

  private Models() {}

  /** A valid model whose head goes without saying. */
  static ScoringModel read(String body) {
    ModelReading reading = reading(HEAD + body);
    return reading
        .model()
        .orElseThrow(
            () -> new AssertionError(IssuePrinter.text(reading.source(), reading.errors())));
  }

  static ModelReading reading(String text) {
    return ModelReader.read("m.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The errors of a file as {@code line:column code}. */
  static List<String> errors(String text) {
    return reading(text).errors().stream()
        .map(it -> it.position().line() + ":" + it.position().column() + " " + it.issue().code())
        .toList();
  }

  /** The warnings of a model whose head goes without saying, as codes. */
  static List<String> warnings(String body) {
    ModelReading reading = reading(HEAD + body);
    assertThat(IssuePrinter.text(reading.source(), reading.errors())).isEmpty();
    return reading.warnings().stream().map(it -> it.issue().code()).toList();
  }

  /** The warnings of a model with these rules in one group. */
  static List<String> warningsOfRules(String... rules) {
    return warnings("scores: {s: {groups: {g: {rules: [" + String.join(", ", rules) + "]}}}}");
  }

  /** The warnings of a model with a lookup that has these rows. */
  static List<String> warningsOfRows(String... rows) {
    return warningsOfRules("{id: r, lookup: a, table: [" + String.join(", ", rows) + "]}");
  }

  /** The errors of a model with one rule of id r. */
  static List<String> errorsOfRule(String rule) {
    return errors(HEAD + "scores:\n s:\n  groups:\n   g:\n    rules:\n    - " + rule);
  }
}
