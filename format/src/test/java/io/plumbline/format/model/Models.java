package io.plumbline.format.model;

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

  /** The errors of a model with one rule of id r. */
  static List<String> errorsOfRule(String rule) {
    return errors(HEAD + "scores:\n s:\n  groups:\n   g:\n    rules:\n" + "- " + rule);
  }
}
