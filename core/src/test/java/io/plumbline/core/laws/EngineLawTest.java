package io.plumbline.core.laws;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.oracle.Oracle;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.score.Explanation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine, one subject at a time, says what the specification says. */
class EngineLawTest {

  @Test
  void explain_anyCase_isWhatTheOracleSays() {
    Cases.each(1_500, 1, EngineLawTest::difference);
  }

  private static Optional<String> difference(RandomCase random) {
    CompiledModel compiled = ModelCompiler.compile(random.model());
    for (Facts facts : random.facts()) {
      Explanation expected = Oracle.explain(random.model(), facts, random.asOf());
      Optional<String> difference =
          Proofs.difference(expected, compiled.explain(facts, random.asOf()));
      if (difference.isPresent()) {
        return difference.map(d -> random.era() + " as of " + random.asOf() + "\n" + d);
      }
    }
    return Optional.empty();
  }
}
