package io.plumbline.server.live;

import java.util.List;

/**
 * The versions of models that subjects are scored by. The list changes only on the {@link
 * WriteLane}, so whatever is done there sees one list throughout.
 */
public interface ActiveModels {
  /** Live versions first, then pilots, shadows and those being prepared. */
  List<ActiveVersion> current();
}
