package io.plumbline.store.jdbc;

import io.plumbline.store.Endpoint;
import io.plumbline.store.Endpoint.Secret;
import io.plumbline.store.Webhooks;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

final class JdbcWebhooks implements Webhooks {
  /** Counts the changes of endpoints and alert rules. */
  static final String REVISION = "webhook_revision";

  private static final String COLUMNS =
      "SELECT key, url, types, models, enabled, reason, private_allowed, created FROM webhook ";

  private final Session session;

  JdbcWebhooks(Session session) {
    this.session = session;
  }

  @Override
  public long revision() {
    return session.lastKey(REVISION);
  }

  @Override
  public Endpoint add(Endpoint endpoint) {
    Endpoint stored = endpoint.stored(session.nextKey("webhook"));
    update(stored);
    return stored;
  }

  @Override
  public void update(Endpoint endpoint) {
    session.nextKey(REVISION);
    session.update(
        "INSERT INTO webhook"
            + " (key, url, types, models, enabled, reason, private_allowed, created)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET url = excluded.url, types = excluded.types,"
            + " models = excluded.models, enabled = excluded.enabled, reason = excluded.reason,"
            + " private_allowed = excluded.private_allowed, created = excluded.created",
        p ->
            p.number(endpoint.key())
                .text(endpoint.url())
                .text(joined(endpoint.types()))
                .text(joined(endpoint.models()))
                .flag(endpoint.enabled())
                .text(endpoint.reason())
                .flag(endpoint.privateAllowed())
                .instant(endpoint.created()));
    session.update("DELETE FROM webhook_secret WHERE webhook = ?", p -> p.number(endpoint.key()));
    int[] place = {0};
    session.batch(
        "INSERT INTO webhook_secret (webhook, place, sealed, created, ends)"
            + " VALUES (?, ?, ?, ?, ?)",
        endpoint.secrets(),
        (p, secret) ->
            p.number(endpoint.key())
                .number(place[0]++)
                .text(secret.sealed())
                .instant(secret.created())
                .instant(secret.ends()));
  }

  @Override
  public void remove(long key) {
    session.nextKey(REVISION);
    session.update("DELETE FROM webhook_secret WHERE webhook = ?", p -> p.number(key));
    session.update("DELETE FROM webhook WHERE key = ?", p -> p.number(key));
  }

  @Override
  public Optional<Endpoint> get(long key) {
    return session
        .first(COLUMNS + "WHERE key = ?", p -> p.number(key), JdbcWebhooks::endpoint)
        .map(this::withSecrets);
  }

  @Override
  public List<Endpoint> list() {
    return session.list(COLUMNS + "ORDER BY key", p -> {}, JdbcWebhooks::endpoint).stream()
        .map(this::withSecrets)
        .toList();
  }

  private Endpoint withSecrets(Endpoint endpoint) {
    return endpoint.withSecrets(
        session.list(
            "SELECT sealed, created, ends FROM webhook_secret WHERE webhook = ? ORDER BY place",
            p -> p.number(endpoint.key()),
            row -> new Secret(row.text(), row.instant(), row.maybeInstant())));
  }

  private static Endpoint endpoint(Row row) throws SQLException {
    return new Endpoint(
        row.number(),
        row.text(),
        split(row.text()),
        split(row.text()),
        row.flag(),
        row.text(),
        row.flag(),
        List.of(),
        row.instant());
  }

  /** Types and ids of models have no spaces. */
  private static String joined(Set<String> words) {
    return String.join(" ", new TreeSet<>(words));
  }

  private static Set<String> split(String words) {
    return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
  }
}
