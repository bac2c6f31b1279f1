package io.plumbline.format.model;

import io.plumbline.core.model.ScoringModel;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a model file: the model, or all errors of the file.
 *
 * @param model present where there is no error
 * @param errors by position; empty where there is a model
 * @param warnings by position: what the model says in vain; empty where there are errors
 * @param source the file's text, which messages quote
 */
public record ModelReading(
    Optional<ScoringModel> model, List<Finding> errors, List<Finding> warnings, SourceText source) {
  public ModelReading {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }
}
