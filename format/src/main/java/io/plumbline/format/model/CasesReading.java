package io.plumbline.format.model;

import java.util.List;

/**
 * What came of reading a file of cases: the cases, or all errors of the file.
 *
 * @param cases in the file's order; empty where there is an error
 * @param errors by position; empty where there are cases
 * @param source the file's text, which messages quote
 */
public record CasesReading(List<ModelCase> cases, List<Finding> errors, SourceText source) {
  public CasesReading {
    cases = List.copyOf(cases);
    errors = List.copyOf(errors);
  }
}
