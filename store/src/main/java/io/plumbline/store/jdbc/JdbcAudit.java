package io.plumbline.store.jdbc;

import io.plumbline.store.Audit;
import io.plumbline.store.AuditEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class JdbcAudit implements Audit {
  private final Session session;

  JdbcAudit(Session session) {
    this.session = session;
  }

  @Override
  public void add(AuditEntry entry) {
    session.update(
        "INSERT INTO audit (key, at, actor, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)",
        p ->
            p.number(session.nextKey("audit"))
                .instant(entry.at())
                .text(entry.actor())
                .text(entry.action())
                .text(entry.target())
                .text(entry.detail()));
  }

  @Override
  public List<AuditEntry> list(Optional<Long> before, int limit) {
    return session.list(
        "SELECT key, at, actor, action, target, detail FROM audit"
            + " WHERE key < ? ORDER BY key DESC LIMIT ?",
        p -> p.number(before.orElse(Long.MAX_VALUE)).number(limit),
        JdbcAudit::entry);
  }

  private static AuditEntry entry(Row row) throws SQLException {
    return new AuditEntry(
        row.number(), row.instant(), row.text(), row.text(), row.text(), row.text());
  }
}
