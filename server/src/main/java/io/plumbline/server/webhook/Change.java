package io.plumbline.server.webhook;

import io.plumbline.store.AuditEntry;
import io.plumbline.store.Transaction;
import java.time.Instant;

/**
 * Who changes something, and when.
 *
 * @param actor as the audit log calls them
 */
record Change(String actor, Instant at) {

  /** Writes it down. */
  void audit(Transaction tx, String action, long target, String detail) {
    tx.audit().add(new AuditEntry(0, at, actor, action, Long.toString(target), detail));
  }
}
