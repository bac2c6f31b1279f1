package io.plumbline.server.access;

import io.plumbline.store.AuditEntry;
import io.plumbline.store.Transaction;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes down who changed what. */
final class AuditLog {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final InstantSource clock;

  AuditLog(InstantSource clock) {
    this.clock = clock;
  }

  void add(Transaction tx, String actor, String action, String target) {
    add(tx, actor, action, target, Map.of());
  }

  void add(Transaction tx, String actor, String action, String target, Map<String, Object> detail) {
    String json = detail.isEmpty() ? "" : JSON.writeValueAsString(new TreeMap<>(detail));
    tx.audit().add(new AuditEntry(0, clock.instant(), actor, action, target, json));
  }
}
