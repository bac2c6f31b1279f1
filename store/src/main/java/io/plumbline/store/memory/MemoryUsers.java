package io.plumbline.store.memory;

import io.plumbline.store.User;
import io.plumbline.store.Users;
import java.util.List;
import java.util.Optional;

final class MemoryUsers implements Users {
  private static final String ONLY = "";

  private final Journal journal;
  private final Rows<Long, User> users;
  private final Rows<String, Invitation> invitations;

  MemoryUsers(Journal journal) {
    this.journal = journal;
    users = new Rows<>(journal);
    invitations = new Rows<>(journal);
  }

  @Override
  public Optional<User> get(long key) {
    return users.get(key);
  }

  @Override
  public Optional<User> byName(String name) {
    return users.all().values().stream().filter(user -> user.name().equals(name)).findFirst();
  }

  @Override
  public List<User> list() {
    return List.copyOf(users.all().values());
  }

  @Override
  public long add(User user) {
    if (byName(user.name()).isPresent()) {
      throw new IllegalArgumentException("there is a user of this name");
    }
    long key = journal.next("user");
    users.put(key, user.withKey(key));
    return key;
  }

  @Override
  public void update(User user) {
    users.put(user.key(), user);
  }

  @Override
  public void invite(Invitation invitation) {
    invitations.put(ONLY, invitation);
  }

  @Override
  public Optional<Invitation> invitation() {
    return invitations.get(ONLY);
  }

  @Override
  public void withdrawInvitation() {
    invitations.remove(ONLY);
  }
}
