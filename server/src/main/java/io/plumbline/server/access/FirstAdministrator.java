package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import io.plumbline.store.User;
import io.plumbline.store.Users;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * How the first administrator gets in: a link that works once, for a day, and only as long as there
 * is no administrator. Each start makes a new one, and the one before works no more.
 */
public final class FirstAdministrator {
  static final Duration GOOD_FOR = Duration.ofDays(1);
  private static final int TOKEN_BYTES = 24;

  private final Store store;
  private final Accounts accounts;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public FirstAdministrator(Store store, Accounts accounts, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The path of a new link; empty where there is an administrator. */
  public Optional<String> invite() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return store.write(
        tx -> {
          if (hasAdministrator(tx)) {
            tx.users().withdrawInvitation();
            return Optional.empty();
          }
          tx.users()
              .invite(new Users.Invitation(Fingerprint.of(token), clock.instant().plus(GOOD_FOR)));
          return Optional.of("/first?token=" + token);
        });
  }

  boolean isOpen(String token) {
    return store.read(tx -> isOpen(tx, token));
  }

  private boolean isOpen(Transaction tx, String token) {
    return !hasAdministrator(tx)
        && tx.users()
            .invitation()
            .filter(it -> it.tokenHash().equals(Fingerprint.of(token)))
            .filter(it -> clock.instant().isBefore(it.expires()))
            .isPresent();
  }

  /** Creates the administrator; the link works no more. */
  User accept(String token, String name, String password) {
    User user = accounts.fresh(name, User.Role.ADMINISTRATOR, password);
    return store.write(
        tx -> {
          if (!isOpen(tx, token)) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "The link works no more.");
          }
          return accounts.add(tx, "system", user);
        });
  }

  private static boolean hasAdministrator(Transaction tx) {
    return tx.users().list().stream()
        .anyMatch(user -> user.isEnabled() && user.role() == User.Role.ADMINISTRATOR);
  }
}
