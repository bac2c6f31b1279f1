package io.plumbline.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may log in, and how the first of them gets in. */
public interface Users {
  Optional<User> get(long key);

  Optional<User> byName(String name);

  /** All of them, by key. */
  List<User> list();

  /** Stores a new user, whose name nobody else may have, and gives its key. */
  long add(User user);

  /** Puts a user in the place of the one with the same key. */
  void update(User user);

  /** Puts an invitation in the place of any before it. */
  void invite(Invitation invitation);

  Optional<Invitation> invitation();

  void withdrawInvitation();

  /**
   * A link with which the first administrator is created.
   *
   * @param tokenHash of the secret in the link
   */
  record Invitation(String tokenHash, Instant expires) {}
}
