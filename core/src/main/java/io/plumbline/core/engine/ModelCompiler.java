package io.plumbline.core.engine;

import io.plumbline.core.model.Issue;
import io.plumbline.core.model.ModelCheck;
import io.plumbline.core.model.ScoringModel;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a model into what can be evaluated, once. */
public final class ModelCompiler {
  private ModelCompiler() {}

  /**
   * The compiled form of a valid model.
   *
   * @throws IllegalArgumentException where the model breaks a rule of the language; it lists each
   */
  public static CompiledModel compile(ScoringModel model) {
    List<Issue> errors = ModelCheck.errors(model);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          errors.stream()
              .map(error -> error.path() + ": " + error.found() + "; expected " + error.expected())
              .collect(Collectors.joining("\n", "the model is not valid:\n", "")));
    }
    return new CompiledModel(model);
  }
}
