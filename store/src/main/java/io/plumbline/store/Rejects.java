package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Events that could not be taken, kept until somebody mends and replays them. */
public interface Rejects {
  void add(List<Reject> rejects);

  /** The latest first, with keys below one; only open ones, or all. */
  List<Reject> list(Optional<Long> before, boolean onlyOpen, int limit);

  List<Reject> get(Collection<Long> keys);

  void replayed(Collection<Long> keys, Instant at);

  long openCount();

  /** Removes the oldest beyond a number and says how many it removed. */
  int keepLatest(long most);
}
