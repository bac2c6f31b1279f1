package io.plumbline.server.publish;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.format.model.SliceReader;
import io.plumbline.server.live.ActiveVersion.Slice;
import java.time.Instant;
import java.util.List;

/** Those for whom a condition of the model language holds, as the engine answers it. */
final class SliceCondition implements Slice {
  private final CompiledModel condition;

  SliceCondition(CompiledModel condition) {
    this.condition = condition;
  }

  @Override
  public boolean holds(Subject subject, Instant asOf) {
    Facts facts = new Facts(subject, List.of());
    return condition.score(facts, asOf).disqualifiedBy().equals(SliceReader.ENTRY);
  }

  /** Those who are in both. */
  static Slice both(Slice one, Slice other) {
    return one == Slice.EVERYBODY
        ? other
        : other == Slice.EVERYBODY
            ? one
            : (subject, asOf) -> one.holds(subject, asOf) && other.holds(subject, asOf);
  }
}
