package io.plumbline.store.jdbc;

import io.plumbline.store.KeptReplies;
import io.plumbline.store.KeptReply;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

final class JdbcKeptReplies implements KeptReplies {
  private final Session session;

  JdbcKeptReplies(Session session) {
    this.session = session;
  }

  @Override
  public Optional<KeptReply> find(String caller, String key) {
    return session.first(
        "SELECT caller, name, request, at, status, headers, body FROM kept_reply"
            + " WHERE caller = ? AND name = ?",
        p -> p.text(caller).text(key),
        JdbcKeptReplies::reply);
  }

  private static KeptReply reply(Row row) throws SQLException {
    return new KeptReply(
        row.text(),
        row.text(),
        row.text(),
        row.instant(),
        (int) row.number(),
        row.text(),
        row.text());
  }

  @Override
  public void keep(KeptReply reply) {
    session.update(
        "INSERT INTO kept_reply (caller, name, request, at, status, headers, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (caller, name) DO UPDATE SET"
            + " request = excluded.request, at = excluded.at, status = excluded.status,"
            + " headers = excluded.headers, body = excluded.body",
        p ->
            p.text(reply.caller())
                .text(reply.key())
                .text(reply.request())
                .instant(reply.at())
                .number(reply.status())
                .text(reply.headers())
                .text(reply.body()));
  }

  @Override
  public int forget(Instant before, int limit) {
    return session.update(
        "DELETE FROM kept_reply WHERE (caller, name) IN"
            + " (SELECT caller, name FROM kept_reply WHERE at < ? ORDER BY at LIMIT ?)",
        p -> p.instant(before).number(limit));
  }
}
