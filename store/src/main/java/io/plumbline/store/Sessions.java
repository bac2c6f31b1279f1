package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/** Who is logged in, in which browser. */
public interface Sessions {
  Optional<Login> get(String idHash);

  /** Puts a session in the place of any with the same id. */
  void put(Login login);

  void remove(String idHash);

  /** Ends all sessions of a user and says how many there were. */
  int removeOfUser(long user);

  /** Removes sessions that have ended, and says how many. */
  int removeEnded(Instant now);

  /**
   * A browser in which somebody is logged in.
   *
   * @param idHash of the secret that the browser holds
   * @param user key of the user; 0 while nobody is known
   * @param ends when it ends where nothing more is heard of it
   */
  record Login(String idHash, long user, Instant created, Instant lastAccess, Instant ends) {}
}
