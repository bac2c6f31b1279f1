package io.plumbline.store.jdbc;

import io.plumbline.store.States;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows of states also say where a subject's history begins: see {@link Heads}. */
final class JdbcStates implements States {
  private final Session session;

  JdbcStates(Session session) {
    this.session = session;
  }

  @Override
  public Map<Long, byte[]> get(Collection<Long> subjects) {
    Map<Long, byte[]> found = new HashMap<>(subjects.size() * 2);
    session.each(
        "SELECT subject, last_change, state FROM state WHERE subject = ANY(?)",
        p -> p.numbers(subjects),
        row -> {
          long subject = row.number();
          session.heads().found(subject, row.maybeNumber());
          row.maybeBytes().ifPresent(state -> found.put(subject, state));
        });
    return found;
  }

  @Override
  public void put(Map<Long, byte[]> states) {
    session.batch(
        "INSERT INTO state (subject, state) VALUES (?, ?)"
            + " ON CONFLICT (subject) DO UPDATE SET state = excluded.state",
        new TreeMap<>(states).entrySet(),
        (p, entry) -> p.number(entry.getKey()).bytes(entry.getValue()));
  }

  @Override
  public void remove(Collection<Long> subjects) {
    session.update(
        "UPDATE state SET state = NULL WHERE subject = ANY(?)", p -> p.numbers(subjects));
  }

  @Override
  public void scan(long from, long to, Visitor visitor) {
    session.each(
        "SELECT subject, state FROM state"
            + " WHERE subject BETWEEN ? AND ? AND state IS NOT NULL ORDER BY subject",
        p -> p.number(from).number(to),
        row -> visitor.state(row.number(), row.bytes()));
  }
}
