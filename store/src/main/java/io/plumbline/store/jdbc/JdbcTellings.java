package io.plumbline.store.jdbc;

import io.plumbline.store.Tellings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class JdbcTellings implements Tellings {
  private final Session session;

  JdbcTellings(Session session) {
    this.session = session;
  }

  @Override
  public void add(long run) {
    session.update("INSERT INTO telling (run, reached) VALUES (?, 0)", p -> p.number(run));
  }

  @Override
  public List<Telling> open() {
    return session.list(
        "SELECT run, reached FROM telling ORDER BY run",
        p -> {},
        row -> new Telling(row.number(), row.number()));
  }

  @Override
  public void reached(long run, long subject) {
    session.update(
        "UPDATE telling SET reached = ? WHERE run = ?", p -> p.number(subject).number(run));
    session.update(
        "DELETE FROM told_ahead WHERE run = ? AND subject <= ?",
        p -> p.number(run).number(subject));
  }

  @Override
  public void addAhead(long run, Collection<Long> subjects) {
    session.batch(
        "INSERT INTO told_ahead (run, subject) VALUES (?, ?)",
        subjects,
        (p, subject) -> p.number(run).number(subject));
  }

  @Override
  public Set<Long> ahead(long run, Collection<Long> subjects) {
    return new HashSet<>(
        session.list(
            "SELECT subject FROM told_ahead WHERE run = ? AND subject = ANY(?)",
            p -> p.number(run).numbers(subjects),
            Row::number));
  }

  @Override
  public void remove(long run) {
    session.update("DELETE FROM telling WHERE run = ?", p -> p.number(run));
    session.update("DELETE FROM told_ahead WHERE run = ?", p -> p.number(run));
  }
}
