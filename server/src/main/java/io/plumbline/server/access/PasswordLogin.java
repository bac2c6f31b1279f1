package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.store.Store;
import io.plumbline.store.User;
import java.io.Serial;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Knows people by name and password, and lets nobody guess for long. */
public final class PasswordLogin implements AuthenticationManager {
  private static final int LONGEST_NAME = 200;

  private final Store store;
  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final AuditLog audit;

  public PasswordLogin(Store store, Accounts accounts, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    throttle = new LoginThrottle(clock);
    audit = new AuditLog(clock);
  }

  /** Too many tries. */
  static final class Throttled extends AuthenticationException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Duration pause;

    Throttled(Duration pause) {
      super("too many tries");
      this.pause = pause;
    }

    Duration pause() {
      return pause;
    }
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = Accounts.plain(attempt.getName());
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    if (name.length() > LONGEST_NAME) {
      throw new BadCredentialsException("wrong");
    }
    Optional<Duration> pause = throttle.tryLogin(name, address);
    if (pause.isPresent()) {
      throw new Throttled(pause.get());
    }
    Optional<User> user = accounts.login(name, String.valueOf(attempt.getCredentials()));
    if (user.isEmpty()) {
      if (throttle.mayAudit()) {
        note("login.failed", name, address);
      }
      throw new BadCredentialsException("wrong");
    }
    throttle.succeeded(name, address);
    note("login", name, address);
    return Actor.of(user.get());
  }

  /**
   * Sets another password for somebody who knows the present one, and ends their sessions. Whoever
   * has found an open session may guess as slowly as at the door.
   */
  User changePassword(User user, String address, String present, String wanted) {
    // Before anything counts as a guess: whoever looks for a good password is not guessing one.
    Passwords.check(user.name(), wanted);
    Optional<Duration> pause = throttle.tryLogin(user.name(), address);
    if (pause.isPresent()) {
      throw new Refusal(
          Refusal.Code.TOO_MANY, "Too many wrong passwords; wait as Retry-After says.", pause);
    }
    User changed = accounts.changePassword(user, present, wanted);
    throttle.succeeded(user.name(), address);
    return changed;
  }

  /** Writes down that somebody has logged out. */
  void noteLogout(Actor actor, String address) {
    actor.user().ifPresent(user -> note("logout", user.name(), address));
  }

  /** A name that nobody has is not written down: it can be a password in the wrong field. */
  private void note(String action, String name, String address) {
    store.write(
        tx -> {
          boolean known = tx.users().byName(name).isPresent();
          audit.add(
              tx,
              "system",
              action,
              known ? "user:" + name : "user:unknown",
              Map.of("address", address));
          return true;
        });
  }
}
