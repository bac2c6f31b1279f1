package io.plumbline.core.engine;

import io.plumbline.core.model.ScoringModel;

/** Turns a model into what can be evaluated, once. */
public final class ModelCompiler {
  private ModelCompiler() {}

  /**
   * The compiled form of a valid model.
   *
   * @throws IllegalArgumentException where the model breaks a rule of the language
   */
  public static CompiledModel compile(ScoringModel model) {
    return new CompiledModel(model);
  }
}
