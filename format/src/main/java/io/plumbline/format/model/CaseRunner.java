package io.plumbline.format.model;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.model.Issue;
import io.plumbline.core.score.Explanation;
import java.util.ArrayList;
import java.util.List;

/** Runs cases against a model. */
public final class CaseRunner {
  private CaseRunner() {}

  /**
   * What came of one case.
   *
   * @param failures what came out otherwise than expected, each where the expectation stands
   */
  public record CaseResult(ModelCase of, List<Finding> failures) {
    public CaseResult {
      failures = List.copyOf(failures);
    }

    public boolean passed() {
      return failures.isEmpty();
    }
  }

  /** The results of all cases, in their order. */
  public static List<CaseResult> run(CompiledModel model, List<ModelCase> cases) {
    return cases.stream().map(it -> run(model, it)).toList();
  }

  private static CaseResult run(CompiledModel model, ModelCase one) {
    Explanation explanation = model.explain(one.facts(), one.asOf());
    List<Finding> failures = new ArrayList<>();
    for (ModelCase.Expectation expectation : one.expectations()) {
      String actual = expectation.probe().of(explanation);
      if (!actual.equals(expectation.expected())) {
        String found = expectation.what() + ": " + actual;
        Issue issue = Issue.error("unexpected", expectation.path(), found, expectation.expected());
        failures.add(new Finding(issue, expectation.position()));
      }
    }
    return new CaseResult(one, failures);
  }
}
