package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who may log in.
 *
 * @param key 0 until it is stored; rising
 * @param name in lower case; no two users have one name
 * @param passwordHash as the library that hashes passwords writes it
 * @param passwordChanged when the password became what it is
 * @param disabled since when the user may not log in; empty for one who may
 */
public record User(
    long key,
    String name,
    Role role,
    String passwordHash,
    Instant created,
    Instant passwordChanged,
    Optional<Instant> disabled) {

  /** What a user may do; stored by name. */
  public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Reads everything about leads and models, and changes models. */
    MARKETER,
    /** Reads leads and their scores. */
    SALES,
    /** Reads. */
    VIEWER
  }

  /** The same user under a key. */
  public User withKey(long given) {
    return new User(given, name, role, passwordHash, created, passwordChanged, disabled);
  }

  /** The same user with another password. */
  public User withPassword(String hash, Instant at) {
    return new User(key, name, role, hash, created, at, disabled);
  }

  /** The same user with another role. */
  public User withRole(Role other) {
    return new User(key, name, other, passwordHash, created, passwordChanged, disabled);
  }

  /** The same user, who may not log in from an instant on; or may, where there is none. */
  public User withDisabled(Optional<Instant> since) {
    return new User(key, name, role, passwordHash, created, passwordChanged, since);
  }

  public boolean isEnabled() {
    return disabled.isEmpty();
  }
}
