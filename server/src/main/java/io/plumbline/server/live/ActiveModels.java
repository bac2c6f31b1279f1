package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.store.Transaction;
import java.util.List;

/**
 * The versions of models that subjects are scored by. The list changes only on the {@link
 * WriteLane}, so whatever is done there sees one list throughout.
 */
public interface ActiveModels {
  /** Live versions first, then pilots, shadows and those being prepared; models in order. */
  List<ActiveVersion> current();

  /**
   * The versions whose scores count in the picture of a transaction, which may be that of before a
   * switch, or of just after it while the list is still that of before; in the list's order.
   */
  default List<ActiveVersion> effective(Transaction tx) {
    return current().stream().filter(version -> version.role().isEffective()).toList();
  }

  /**
   * Models by which nobody is scored, but whose signals are folded all the same, so that going back
   * to them replays nothing.
   */
  default List<CompiledModel> keptFolded() {
    return List.of();
  }
}
