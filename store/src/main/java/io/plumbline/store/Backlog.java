package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Subjects whose scores wait to be brought up to date, and those that must be looked at later. */
public interface Backlog {
  /** Marks subjects whose facts were appended, but not yet folded. */
  void add(Collection<Long> subjects);

  void remove(Collection<Long> subjects);

  /** Up to a number of the marked subjects. */
  List<Long> first(int limit);

  /** How many subjects are marked. */
  long count();

  /** Sets when subjects have an event that lies in the future now; the earliest instant stays. */
  void wake(Map<Long, Instant> subjects);

  /** Up to a number of subjects whose instant has come, taken off the list. */
  List<Long> awake(Instant now, int limit);

  /** When the next subject has to be woken; empty where none waits. */
  Optional<Instant> nextWake();
}
