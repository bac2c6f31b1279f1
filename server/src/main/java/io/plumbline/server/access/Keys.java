package io.plumbline.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plumbline.server.Refusal;
import io.plumbline.store.ApiKey;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of programs: made, looked up, replaced and taken back. A key that another process made
 * works at once; one that another process took back works for a few seconds more. Thread-safe.
 */
public final class Keys {
  /** How long a key that was found is believed without asking the store again. */
  static final Duration BELIEVED = Duration.ofSeconds(5);

  /** How long a replaced key goes on working unless somebody says otherwise. */
  public static final Duration GRACE = Duration.ofDays(7);

  /** Characters in a label. */
  static final int LONGEST_LABEL = 80;

  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  private static final Duration COARSE_USE = Duration.ofMinutes(10);
  private static final Duration LONGEST_GRACE = Duration.ofDays(90);
  private static final int MOST_KEPT = 10_000;

  private final Store store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AuditLog audit;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  /**
   * The keys of a store.
   *
   * @param random must be secure outside of tests
   */
  public Keys(Store store, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    audit = new AuditLog(clock);
  }

  /** A key as found in the store, and when. */
  private record Known(ApiKey key, Instant at) {}

  /**
   * A key that was made; the only time that its text is seen.
   *
   * @param key what is kept of it
   */
  public record Made(String text, ApiKey key) {}

  /** What is wanted of a new key; a key of an empty label is called by its kind and number. */
  public record Wish(
      ApiKey.Kind kind, String label, Collection<String> scopes, Optional<Instant> expires) {
    public Wish {
      scopes = Set.copyOf(scopes);
    }
  }

  public List<ApiKey> list() {
    return store.read(tx -> tx.apiKeys().list());
  }

  /**
   * Makes a key.
   *
   * @param actor who does it, as the audit log names them
   */
  public Made make(String actor, Wish wish) {
    Set<String> scopes = Scope.check(wish.scopes());
    if (wish.kind() == ApiKey.Kind.WRITE && !scopes.isEmpty()) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE, "A write key has no scopes: it may write events.");
    }
    if (wish.kind() == ApiKey.Kind.SECRET && scopes.isEmpty()) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "A secret key needs a scope or more: " + String.join(", ", Scope.all()) + ".");
    }
    if (wish.expires().filter(end -> !end.isAfter(clock.instant())).isPresent()) {
      throw new Refusal(Refusal.Code.UNPROCESSABLE, "A key cannot expire in the past.");
    }
    return store.write(
        tx -> {
          String label = label(tx, wish);
          Made made = add(tx, actor, new Wish(wish.kind(), label, scopes, wish.expires()));
          audit.add(
              tx, actor, "key.create", target(made.key()), Map.of("scopes", List.copyOf(scopes)));
          return made;
        });
  }

  private Made add(Transaction tx, String actor, Wish wish) {
    String text = KeyText.random(wish.kind(), random);
    ApiKey key =
        new ApiKey(
            0,
            wish.kind(),
            Fingerprint.of(text),
            KeyText.shown(text),
            wish.label(),
            Set.copyOf(wish.scopes()),
            actor,
            clock.instant(),
            Optional.empty(),
            wish.expires(),
            Optional.empty());
    return new Made(text, key.withKey(tx.apiKeys().add(key)));
  }

  private String label(Transaction tx, Wish wish) {
    String label = wish.label().strip();
    if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "A label has up to " + LONGEST_LABEL + " characters, in one line.");
    }
    List<ApiKey> all = tx.apiKeys().list();
    if (label.isEmpty()) {
      return (wish.kind() == ApiKey.Kind.WRITE ? "write " : "secret ") + (all.size() + 1);
    }
    Instant now = clock.instant();
    if (all.stream().anyMatch(it -> it.label().equals(label) && it.worksAt(now))) {
      throw new Refusal(
          Refusal.Code.CONFLICT, "There is a key called " + label + " already; rotate it?");
    }
    return label;
  }

  /** The key of a text, where it works now. */
  public Optional<ApiKey> find(String text) {
    if (!KeyText.isWellFormed(text)) {
      return Optional.empty();
    }
    String hash = Fingerprint.of(text);
    Instant now = clock.instant();
    Known memory = known.getIfPresent(hash);
    if (memory == null || !now.isBefore(memory.at().plus(BELIEVED))) {
      Optional<ApiKey> stored = store.read(tx -> tx.apiKeys().byHash(hash));
      if (stored.isEmpty()) {
        known.invalidate(hash);
        return Optional.empty();
      }
      memory = new Known(stored.get(), now);
      known.put(hash, memory);
      noteUse(stored.get(), now);
    }
    return Optional.of(memory.key()).filter(key -> key.worksAt(now));
  }

  private void noteUse(ApiKey key, Instant now) {
    boolean isNews =
        key.worksAt(now)
            && key.lastUsed().filter(last -> now.isBefore(last.plus(COARSE_USE))).isEmpty();
    if (isNews) {
      try {
        store.write(
            tx -> {
              tx.apiKeys()
                  .get(key.key())
                  .ifPresent(it -> tx.apiKeys().update(it.withLastUsed(now)));
              return true;
            });
      } catch (StoreException full) {
        LOG.debug("the use of a key could not be written down: {}", full.code());
      }
    }
  }

  /** Takes a key back: it works no more. */
  public ApiKey revoke(String actor, long number) {
    return store.write(
        tx -> {
          ApiKey key = present(tx, number);
          if (!key.worksAt(clock.instant())) {
            return key;
          }
          ApiKey revoked = key.withRevoked(clock.instant());
          tx.apiKeys().update(revoked);
          known.invalidate(key.hash());
          audit.add(tx, actor, "key.revoke", target(key));
          return revoked;
        });
  }

  /** Makes a key in the place of another, which goes on working for a while. */
  public Made rotate(String actor, long number, Duration grace) {
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "A replaced key goes on working for " + LONGEST_GRACE.toDays() + " days at most.");
    }
    return store.write(
        tx -> {
          ApiKey old = present(tx, number);
          if (!old.worksAt(clock.instant())) {
            throw new Refusal(
                Refusal.Code.CONFLICT, "The key works no more; make a new one instead.");
          }
          Instant end = clock.instant().plus(grace);
          boolean endsBefore = old.revoked().filter(it -> it.isBefore(end)).isPresent();
          tx.apiKeys().update(endsBefore ? old : old.withRevoked(end));
          known.invalidate(old.hash());
          Made made =
              add(tx, actor, new Wish(old.kind(), old.label(), old.scopes(), old.expires()));
          audit.add(
              tx, actor, "key.rotate", target(old), Map.of("grace_seconds", grace.toSeconds()));
          return made;
        });
  }

  /**
   * A key by its number, by what is shown of it, or by its label. A label means the newest key of
   * that name that nobody has replaced or taken back; where there is none, the one that still
   * works.
   */
  public ApiKey byName(String name) {
    Instant now = clock.instant();
    List<ApiKey> all = list();
    List<ApiKey> found =
        all.stream()
            .filter(it -> name.equals(Long.toString(it.key())) || it.shown().equals(name))
            .toList();
    if (found.isEmpty()) {
      found = all.stream().filter(it -> it.label().equals(name) && it.worksAt(now)).toList();
      Optional<ApiKey> newest =
          found.stream()
              .filter(it -> it.revoked().isEmpty())
              .max(Comparator.comparingLong(ApiKey::key));
      if (newest.isPresent()) {
        return newest.get();
      }
    }
    if (found.size() > 1) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          "Several keys are called " + KeyText.cut(name) + "; say a number.");
    }
    if (found.isEmpty()) {
      throw missing();
    }
    return found.get(0);
  }

  private static ApiKey present(Transaction tx, long number) {
    return tx.apiKeys().get(number).orElseThrow(Keys::missing);
  }

  private static Refusal missing() {
    return new Refusal(Refusal.Code.NOT_FOUND, "There is no such key.");
  }

  private static String target(ApiKey key) {
    return "key:" + key.label() + " (" + key.shown() + ")";
  }
}
