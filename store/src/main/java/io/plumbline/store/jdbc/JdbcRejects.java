package io.plumbline.store.jdbc;

import io.plumbline.store.Reject;
import io.plumbline.store.Rejects;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

final class JdbcRejects implements Rejects {
  private static final String COLUMNS =
      "SELECT key, received, source, code, reason, payload, replayed_at FROM reject ";

  private final Session session;

  JdbcRejects(Session session) {
    this.session = session;
  }

  @Override
  public void add(List<Reject> rejects) {
    session.batch(
        "INSERT INTO reject (key, received, source, code, reason, payload, replayed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rejects,
        (p, reject) ->
            p.number(session.nextKey("reject"))
                .instant(reject.received())
                .text(reject.source())
                .text(reject.code())
                .text(reject.reason())
                .text(reject.payload())
                .instant(reject.replayedAt()));
  }

  @Override
  public List<Reject> list(Optional<Long> before, boolean onlyOpen, int limit) {
    return session.list(
        COLUMNS
            + (onlyOpen ? "WHERE replayed_at IS NULL AND" : "WHERE")
            + " key < ? ORDER BY key DESC LIMIT ?",
        p -> p.number(before.orElse(Long.MAX_VALUE)).number(limit),
        JdbcRejects::reject);
  }

  @Override
  public List<Reject> get(Collection<Long> keys) {
    return session.list(
        COLUMNS + "WHERE key = ANY(?) ORDER BY key", p -> p.numbers(keys), JdbcRejects::reject);
  }

  private static Reject reject(Row row) throws SQLException {
    return new Reject(
        row.number(),
        row.instant(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.maybeInstant());
  }

  @Override
  public void replayed(Collection<Long> keys, Instant at) {
    session.update(
        "UPDATE reject SET replayed_at = ? WHERE key = ANY(?)", p -> p.instant(at).numbers(keys));
  }

  @Override
  public long openCount() {
    return session
        .first("SELECT COUNT(*) FROM reject WHERE replayed_at IS NULL", p -> {}, Row::number)
        .orElse(0L);
  }

  @Override
  public int keepLatest(long most) {
    return session.update(
        "DELETE FROM reject WHERE key <="
            + " (SELECT key FROM reject ORDER BY key DESC LIMIT 1 OFFSET ?)",
        p -> p.number(most));
  }
}
