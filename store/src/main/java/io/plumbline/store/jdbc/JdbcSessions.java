package io.plumbline.store.jdbc;

import io.plumbline.store.Sessions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

final class JdbcSessions implements Sessions {
  private final Session session;

  JdbcSessions(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Sessions.Login> get(String idHash) {
    return session.first(
        "SELECT id_hash, person, created, last_access, ends FROM session WHERE id_hash = ?",
        p -> p.text(idHash),
        JdbcSessions::login);
  }

  @Override
  public void put(Sessions.Login it) {
    session.update(
        "INSERT INTO session (id_hash, person, created, last_access, ends)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id_hash) DO UPDATE SET"
            + " person = excluded.person, created = excluded.created,"
            + " last_access = excluded.last_access, ends = excluded.ends",
        p ->
            p.text(it.idHash())
                .number(it.user())
                .instant(it.created())
                .instant(it.lastAccess())
                .instant(it.ends()));
  }

  @Override
  public void remove(String idHash) {
    session.update("DELETE FROM session WHERE id_hash = ?", p -> p.text(idHash));
  }

  @Override
  public int removeOfUser(long user) {
    return session.update("DELETE FROM session WHERE person = ?", p -> p.number(user));
  }

  @Override
  public int removeEnded(Instant now) {
    return session.update("DELETE FROM session WHERE ends <= ?", p -> p.instant(now));
  }

  private static Sessions.Login login(Row row) throws SQLException {
    return new Sessions.Login(
        row.text(), row.number(), row.instant(), row.instant(), row.instant());
  }
}
