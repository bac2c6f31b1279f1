package io.plumbline.store.jdbc;

import io.plumbline.store.ApiKey;
import io.plumbline.store.ApiKeys;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

final class JdbcApiKeys implements ApiKeys {
  private static final String COLUMNS =
      "key, kind, hash, shown, label, scopes, created_by, created, last_used, expires, revoked";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM api_key";

  private final Session session;

  JdbcApiKeys(Session session) {
    this.session = session;
  }

  @Override
  public Optional<ApiKey> get(long key) {
    return session.first(SELECT + " WHERE key = ?", p -> p.number(key), JdbcApiKeys::apiKey);
  }

  @Override
  public Optional<ApiKey> byHash(String hash) {
    return session.first(SELECT + " WHERE hash = ?", p -> p.text(hash), JdbcApiKeys::apiKey);
  }

  @Override
  public List<ApiKey> list() {
    return session.list(SELECT + " ORDER BY key", p -> {}, JdbcApiKeys::apiKey);
  }

  @Override
  public long add(ApiKey apiKey) {
    if (byHash(apiKey.hash()).isPresent()) {
      throw new IllegalArgumentException("there is a key of this hash");
    }
    long key = session.nextKey("api_key");
    put(apiKey.withKey(key));
    return key;
  }

  @Override
  public void update(ApiKey apiKey) {
    put(apiKey);
  }

  private void put(ApiKey apiKey) {
    session.update(
        "INSERT INTO api_key ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            + " label = excluded.label, scopes = excluded.scopes, last_used = excluded.last_used,"
            + " expires = excluded.expires, revoked = excluded.revoked",
        p ->
            p.number(apiKey.key())
                .text(apiKey.kind().name())
                .text(apiKey.hash())
                .text(apiKey.shown())
                .text(apiKey.label())
                .text(String.join(" ", new TreeSet<>(apiKey.scopes())))
                .text(apiKey.createdBy())
                .instant(apiKey.created())
                .instant(apiKey.lastUsed())
                .instant(apiKey.expires())
                .instant(apiKey.revoked()));
  }

  private static ApiKey apiKey(Row row) throws SQLException {
    return new ApiKey(
        row.number(),
        ApiKey.Kind.valueOf(row.text()),
        row.text(),
        row.text(),
        row.text(),
        scopes(row.text()),
        row.text(),
        row.instant(),
        row.maybeInstant(),
        row.maybeInstant(),
        row.maybeInstant());
  }

  private static Set<String> scopes(String text) {
    return Arrays.stream(text.split(" "))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
