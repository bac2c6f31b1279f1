package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import java.util.List;

/**
 * The versions of models that subjects are scored by. The list changes only on the {@link
 * WriteLane}, so whatever is done there sees one list throughout.
 */
public interface ActiveModels {
  /** Live versions first, then pilots, shadows and those being prepared. */
  List<ActiveVersion> current();

  /**
   * Models by which nobody is scored, but whose signals are folded all the same, so that going back
   * to them replays nothing.
   */
  default List<CompiledModel> keptFolded() {
    return List.of();
  }
}
