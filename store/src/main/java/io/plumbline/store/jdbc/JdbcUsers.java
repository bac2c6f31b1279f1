package io.plumbline.store.jdbc;

import io.plumbline.store.User;
import io.plumbline.store.Users;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class JdbcUsers implements Users {
  private static final String SELECT =
      "SELECT key, name, role, password_hash, created, password_changed, disabled FROM person";

  private final Session session;

  JdbcUsers(Session session) {
    this.session = session;
  }

  @Override
  public Optional<User> get(long key) {
    return session.first(SELECT + " WHERE key = ?", p -> p.number(key), JdbcUsers::user);
  }

  @Override
  public Optional<User> byName(String name) {
    return session.first(SELECT + " WHERE name = ?", p -> p.text(name), JdbcUsers::user);
  }

  @Override
  public List<User> list() {
    return session.list(SELECT + " ORDER BY key", p -> {}, JdbcUsers::user);
  }

  @Override
  public long add(User user) {
    if (byName(user.name()).isPresent()) {
      throw new IllegalArgumentException("there is a user of this name");
    }
    long key = session.nextKey("user");
    put(user.withKey(key));
    return key;
  }

  @Override
  public void update(User user) {
    put(user);
  }

  private void put(User user) {
    session.update(
        "INSERT INTO person (key, name, role, password_hash, created, password_changed, disabled)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            + " name = excluded.name, role = excluded.role,"
            + " password_hash = excluded.password_hash, created = excluded.created,"
            + " password_changed = excluded.password_changed, disabled = excluded.disabled",
        p ->
            p.number(user.key())
                .text(user.name())
                .text(user.role().name())
                .text(user.passwordHash())
                .instant(user.created())
                .instant(user.passwordChanged())
                .instant(user.disabled()));
  }

  @Override
  public void invite(Invitation invitation) {
    session.update(
        "INSERT INTO invitation (one, token_hash, expires) VALUES (1, ?, ?)"
            + " ON CONFLICT (one) DO UPDATE SET"
            + " token_hash = excluded.token_hash, expires = excluded.expires",
        p -> p.text(invitation.tokenHash()).instant(invitation.expires()));
  }

  @Override
  public Optional<Invitation> invitation() {
    return session.first(
        "SELECT token_hash, expires FROM invitation",
        p -> {},
        row -> new Invitation(row.text(), row.instant()));
  }

  @Override
  public void withdrawInvitation() {
    session.update("DELETE FROM invitation", p -> {});
  }

  private static User user(Row row) throws SQLException {
    return new User(
        row.number(),
        row.text(),
        User.Role.valueOf(row.text()),
        row.text(),
        row.instant(),
        row.instant(),
        row.maybeInstant());
  }
}
