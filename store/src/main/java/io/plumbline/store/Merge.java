package io.plumbline.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The union of two subjects.
 *
 * @param key 0 until it is stored
 * @param from the subject that is no longer one of its own
 * @param into the subject that has all facts now
 * @param moved the profiles that were moved by it
 * @param cause what said that they are one: {@code identify}, {@code alias}, or a user's name
 * @param undoneAt when it was undone; empty while it holds
 */
public record Merge(
    long key,
    long from,
    long into,
    List<Long> moved,
    Instant at,
    String cause,
    Optional<Instant> undoneAt) {
  public Merge {
    moved = List.copyOf(moved);
  }

  /** The same merge under a key, undone or not. */
  public Merge as(long otherKey, Optional<Instant> otherUndoneAt) {
    return new Merge(otherKey, from, into, moved, at, cause, otherUndoneAt);
  }
}
