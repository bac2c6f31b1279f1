package io.plumbline.cli;

import io.plumbline.server.access.Accounts;
import io.plumbline.server.access.Keys;
import io.plumbline.server.start.OpenStore;
import io.plumbline.store.ApiKey;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.User;
import io.plumbline.store.open.StoreAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Users and keys in a store, changed beside the server that may be running on it. */
final class StoreDesk implements AccessDesk {
  /** How the audit log calls whoever may open the store: by their name on this machine. */
  static final String ACTOR = "cli:" + System.getProperty("user.name", "unknown");

  private final Accounts accounts;
  private final Keys keys;
  private final InstantSource clock;

  private StoreDesk(Store store, InstantSource clock) {
    accounts = new Accounts(store, clock);
    keys = new Keys(store, clock, new SecureRandom());
    this.clock = clock;
  }

  /** Does work on a store, which it opens beside the server that may be running on it. */
  static <T> T at(StoreAddress place, InstantSource clock, Function<AccessDesk, T> work) {
    try (Store store = OpenStore.at(place, StoreMode.TOOL)) {
      return work.apply(new StoreDesk(store, clock));
    }
  }

  @Override
  public void createUser(String name, String role, String password) {
    accounts.create(ACTOR, name, User.Role.valueOf(role.toUpperCase(Locale.ROOT)), password);
  }

  @Override
  public void setPassword(String name, String password) {
    accounts.setPassword(ACTOR, name, password);
  }

  @Override
  public void setEnabled(String name, boolean enabled) {
    accounts.setEnabled(ACTOR, name, enabled);
  }

  @Override
  public List<Map<String, String>> users() {
    return accounts.list().stream().map(StoreDesk::row).toList();
  }

  private static Map<String, String> row(User user) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("name", user.name());
    row.put("role", user.role().name().toLowerCase(Locale.ROOT));
    row.put("state", user.isEnabled() ? "enabled" : "disabled");
    row.put("created", minute(Optional.of(user.created())));
    return row;
  }

  @Override
  public String makeKey(KeyWish wish) {
    ApiKey.Kind kind = wish.secret() ? ApiKey.Kind.SECRET : ApiKey.Kind.WRITE;
    Keys.Wish asked = new Keys.Wish(kind, wish.label(), wish.scopes(), Optional.empty());
    return keys.make(ACTOR, asked).text();
  }

  @Override
  public String rotateKey(String name, Duration grace) {
    return keys.rotate(ACTOR, keys.byName(name).key(), grace).text();
  }

  @Override
  public void revokeKey(String name) {
    keys.revoke(ACTOR, keys.byName(name).key());
  }

  @Override
  public List<Map<String, String>> keys() {
    Instant now = clock.instant();
    return keys.list().stream().map(key -> row(key, now)).toList();
  }

  private static Map<String, String> row(ApiKey key, Instant now) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", Long.toString(key.key()));
    row.put("key", key.shown());
    row.put("label", key.label());
    row.put("scopes", String.join(",", new TreeSet<>(key.scopes())));
    row.put("works", key.worksAt(now) ? "yes" : "no");
    row.put("until", minute(key.revoked().or(key::expires)));
    row.put("used", minute(key.lastUsed()));
    return row;
  }

  private static String minute(Optional<Instant> instant) {
    return instant.map(it -> it.truncatedTo(ChronoUnit.MINUTES).toString()).orElse("");
  }
}
