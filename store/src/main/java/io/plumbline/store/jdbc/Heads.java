package io.plumbline.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The keys of subjects' latest changes within a transaction. They stand in the rows of their
 * states, which a writer reads before and writes anyway, so the history costs no pages of its own
 * but those that it is appended to.
 */
final class Heads {
  /** A reader may look at any number of states, and needs no heads. */
  private static final int MOST_FOUND = 50_000;

  private final Session session;
  private final Map<Long, OptionalLong> known = new HashMap<>();
  private final Map<Long, Long> moved = new TreeMap<>();

  Heads(Session session) {
    this.session = session;
  }

  /** A subject's head was read along with something else. */
  void found(long subject, OptionalLong head) {
    if (known.size() < MOST_FOUND) {
      known.putIfAbsent(subject, head);
    }
  }

  /** Reads the heads of those subjects that are not known yet. */
  void load(Collection<Long> subjects) {
    List<Long> sought = new ArrayList<>();
    for (Long subject : subjects) {
      if (!known.containsKey(subject)) {
        sought.add(subject);
      }
    }
    if (!sought.isEmpty()) {
      session.each(
          "SELECT subject, last_change FROM state WHERE subject = ANY(?)",
          p -> p.numbers(sought),
          row -> known.put(row.number(), row.maybeNumber()));
    }
  }

  /** Makes a change the head of a subject whose head is loaded, and gives the one before. */
  OptionalLong replace(long subject, long change) {
    OptionalLong before = known.getOrDefault(subject, OptionalLong.empty());
    known.put(subject, OptionalLong.of(change));
    moved.put(subject, change);
    return before;
  }

  void flush() {
    session.batch(
        "INSERT INTO state (subject, last_change) VALUES (?, ?)"
            + " ON CONFLICT (subject) DO UPDATE SET last_change = excluded.last_change",
        moved.entrySet(),
        (p, head) -> p.number(head.getKey()).number(head.getValue()));
  }

  void forget() {
    known.clear();
    moved.clear();
  }
}
