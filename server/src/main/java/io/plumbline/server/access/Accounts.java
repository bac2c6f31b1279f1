package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import io.plumbline.store.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users of a store: who there is, and what may be changed about them. Thread-safe. */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

  private final Store store;
  private final InstantSource clock;
  private final AuditLog audit;
  private final Passwords passwords = new Passwords();

  public Accounts(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    audit = new AuditLog(clock);
  }

  public List<User> list() {
    return store.read(tx -> tx.users().list());
  }

  Optional<User> enabled(long key) {
    return store.read(tx -> tx.users().get(key)).filter(User::isEnabled);
  }

  boolean hasAdministrator() {
    return store.read(tx -> tx.users().list()).stream()
        .anyMatch(user -> user.isEnabled() && user.role() == User.Role.ADMINISTRATOR);
  }

  /**
   * Creates a user.
   *
   * @param actor who does it, as the audit log names them
   * @throws Refusal where the name is taken, or the name or password cannot be
   */
  public User create(String actor, String name, User.Role role, String password) {
    User user = fresh(name, role, password);
    return store.write(tx -> add(tx, actor, user));
  }

  /** A user that is not stored yet; hashing takes time that nobody should wait for in a lane. */
  User fresh(String name, User.Role role, String password) {
    String plain = plain(name);
    if (!isName(name)) {
      throw new Refusal(
          Refusal.Code.UNPROCESSABLE,
          "A user's name has up to 64 letters, digits and . _ @ + -, and begins with a letter or"
              + " digit.");
    }
    Passwords.check(plain, password);
    Instant now = clock.instant();
    return new User(0, plain, role, passwords.hash(password), now, now, Optional.empty());
  }

  static boolean isName(String name) {
    return NAME.matcher(plain(name)).matches();
  }

  User add(Transaction tx, String actor, User user) {
    if (tx.users().byName(user.name()).isPresent()) {
      throw new Refusal(Refusal.Code.CONFLICT, "There is a user " + user.name() + " already.");
    }
    long key = tx.users().add(user);
    if (user.role() == User.Role.ADMINISTRATOR) {
      tx.users().withdrawInvitation();
    }
    audit.add(tx, actor, "user.create", "user:" + user.name(), role(user.role()));
    return user.withKey(key);
  }

  /** Whether it is the user's password: the user, or nothing. Takes its time in any case. */
  Optional<User> login(String name, String password) {
    Optional<User> user = store.read(tx -> tx.users().byName(plain(name))).filter(User::isEnabled);
    if (user.isEmpty()) {
      passwords.matchNobody(password);
      return Optional.empty();
    }
    return user.filter(it -> passwords.matches(password, it.passwordHash()));
  }

  /** What is to become of a user; what is empty stays. */
  public record Changes(
      Optional<User.Role> role, Optional<String> password, Optional<Boolean> enabled) {}

  /**
   * Changes all of it about a user, or nothing. Another password, or to be disabled, ends the
   * user's sessions.
   *
   * @param actor who does it, as the audit log names them
   */
  public User change(String actor, String name, Changes changes) {
    String known = find(name).name();
    changes.password().ifPresent(password -> Passwords.check(known, password));
    // Hashing takes time that nobody should wait for in a transaction.
    Optional<String> hash = changes.password().map(passwords::hash);
    return store.write(
        tx -> {
          changes.role().ifPresent(role -> changeRole(tx, actor, name, role));
          hash.ifPresent(it -> changePassword(tx, actor, name, it));
          changes.enabled().ifPresent(it -> changeEnabled(tx, actor, name, it));
          return present(tx, name);
        });
  }

  private void changeRole(Transaction tx, String actor, String name, User.Role role) {
    User user = present(tx, name);
    if (role == user.role()) {
      return;
    }
    keepAnAdministrator(tx, user);
    tx.users().update(user.withRole(role));
    audit.add(tx, actor, "user.role", "user:" + user.name(), role(role));
  }

  private void changePassword(Transaction tx, String actor, String name, String hash) {
    User user = present(tx, name);
    tx.users().update(user.withPassword(hash, clock.instant()));
    tx.sessions().removeOfUser(user.key());
    audit.add(tx, actor, "user.password", "user:" + user.name());
  }

  private void changeEnabled(Transaction tx, String actor, String name, boolean enabled) {
    User user = present(tx, name);
    if (enabled == user.isEnabled()) {
      return;
    }
    if (!enabled) {
      keepAnAdministrator(tx, user);
      tx.sessions().removeOfUser(user.key());
    }
    Optional<Instant> since = enabled ? Optional.empty() : Optional.of(clock.instant());
    tx.users().update(user.withDisabled(since));
    audit.add(tx, actor, enabled ? "user.enable" : "user.disable", "user:" + user.name());
  }

  /** Sets a password and ends the user's sessions. */
  public User setPassword(String actor, String name, String password) {
    return change(
        actor, name, new Changes(Optional.empty(), Optional.of(password), Optional.empty()));
  }

  /** Sets a password for somebody who knows the present one. */
  User changePassword(User user, String present, String wanted) {
    if (!passwords.matches(present, user.passwordHash())) {
      throw new Refusal(Refusal.Code.FORBIDDEN, "The present password is another one.");
    }
    return setPassword("user:" + user.name(), user.name(), wanted);
  }

  /** Lets a user log in, or no more; that ends the sessions. */
  public User setEnabled(String actor, String name, boolean enabled) {
    return change(
        actor, name, new Changes(Optional.empty(), Optional.empty(), Optional.of(enabled)));
  }

  /** Gives a user another role. */
  public User setRole(String actor, String name, User.Role role) {
    return change(actor, name, new Changes(Optional.of(role), Optional.empty(), Optional.empty()));
  }

  public User find(String name) {
    return store.read(tx -> present(tx, name));
  }

  private static User present(Transaction tx, String name) {
    return tx.users()
        .byName(plain(name))
        .orElseThrow(
            () ->
                new Refusal(Refusal.Code.NOT_FOUND, "There is no user " + KeyText.cut(name) + "."));
  }

  /** Nobody could make another one. */
  private static void keepAnAdministrator(Transaction tx, User user) {
    boolean isLast =
        user.role() == User.Role.ADMINISTRATOR
            && user.isEnabled()
            && tx.users().list().stream()
                .filter(it -> it.role() == User.Role.ADMINISTRATOR && it.isEnabled())
                .allMatch(it -> it.key() == user.key());
    if (isLast) {
      throw new Refusal(
          Refusal.Code.CONFLICT, user.name() + " is the only administrator; make another first.");
    }
  }

  private static Map<String, Object> role(User.Role role) {
    return Map.of("role", role.name().toLowerCase(Locale.ROOT));
  }

  /** A name as it is kept: however it is typed, it is one. */
  static String plain(String name) {
    return java.text.Normalizer.normalize(name.strip(), java.text.Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }
}
