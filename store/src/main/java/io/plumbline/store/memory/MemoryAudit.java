package io.plumbline.store.memory;

import io.plumbline.store.Audit;
import io.plumbline.store.AuditEntry;
import java.util.List;
import java.util.Optional;

final class MemoryAudit implements Audit {
  private final Journal journal;
  private final Rows<Long, AuditEntry> entries;

  MemoryAudit(Journal journal) {
    this.journal = journal;
    entries = new Rows<>(journal);
  }

  @Override
  public void add(AuditEntry entry) {
    long key = journal.next("audit");
    entries.put(
        key,
        new AuditEntry(
            key, entry.at(), entry.actor(), entry.action(), entry.target(), entry.detail()));
  }

  @Override
  public List<AuditEntry> list(Optional<Long> before, int limit) {
    return entries
        .all()
        .headMap(before.orElse(Long.MAX_VALUE), false)
        .descendingMap()
        .values()
        .stream()
        .limit(limit)
        .toList();
  }
}
