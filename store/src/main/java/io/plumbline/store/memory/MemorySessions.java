package io.plumbline.store.memory;

import io.plumbline.store.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

final class MemorySessions implements Sessions {
  private final Rows<String, Login> sessions;

  MemorySessions(Journal journal) {
    sessions = new Rows<>(journal);
  }

  @Override
  public Optional<Login> get(String idHash) {
    return sessions.get(idHash);
  }

  @Override
  public void put(Login session) {
    sessions.put(session.idHash(), session);
  }

  @Override
  public void remove(String idHash) {
    sessions.remove(idHash);
  }

  @Override
  public int removeOfUser(long user) {
    return removeAll(session -> session.user() == user);
  }

  @Override
  public int removeEnded(Instant now) {
    return removeAll(session -> !now.isBefore(session.ends()));
  }

  private int removeAll(Predicate<Login> isGone) {
    List<Login> gone = sessions.all().values().stream().filter(isGone).toList();
    gone.forEach(session -> sessions.remove(session.idHash()));
    return gone.size();
  }
}
