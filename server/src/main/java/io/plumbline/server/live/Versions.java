package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import java.util.List;
import java.util.Optional;

/** All versions of models that ever scored anybody, past ones included. */
public interface Versions {
  /** A version by its key in the store, ready to judge. */
  Optional<CompiledModel> compiled(long version);

  /** Whom a version scores, or scored, as a pilot; empty where it never was one. */
  Optional<ActiveVersion.Slice> pilotSlice(long version);

  /** The keys of a model's versions, in any order; empty where there is no such model. */
  List<Long> of(String model);
}
