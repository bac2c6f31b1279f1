package io.plumbline.store;

import java.util.List;
import java.util.Optional;

/** The log of every change that somebody made; only appended. */
public interface Audit {
  void add(AuditEntry entry);

  /** The latest first, with keys below one. */
  List<AuditEntry> list(Optional<Long> before, int limit);
}
