package io.plumbline.store.jdbc;

import io.plumbline.store.Backlog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

final class JdbcBacklog implements Backlog {
  private final Session session;

  JdbcBacklog(Session session) {
    this.session = session;
  }

  @Override
  public void add(Collection<Long> subjects) {
    session.batch(
        "INSERT INTO backlog (subject) VALUES (?) ON CONFLICT DO NOTHING",
        new TreeSet<>(subjects),
        Parameters::number);
  }

  @Override
  public void remove(Collection<Long> subjects) {
    session.update("DELETE FROM backlog WHERE subject = ANY(?)", p -> p.numbers(subjects));
  }

  @Override
  public List<Long> first(int limit) {
    return session.list(
        "SELECT subject FROM backlog ORDER BY subject LIMIT ?", p -> p.number(limit), Row::number);
  }

  @Override
  public long count() {
    return session.first("SELECT count(*) FROM backlog", p -> {}, Row::number).orElse(0L);
  }

  @Override
  public void wake(Map<Long, Instant> subjects) {
    session.batch(
        "INSERT INTO wake (subject, at) VALUES (?, ?)"
            + " ON CONFLICT (subject) DO UPDATE SET at = excluded.at WHERE excluded.at < wake.at",
        new TreeMap<>(subjects).entrySet(),
        (p, entry) -> p.number(entry.getKey()).instant(entry.getValue()));
  }

  @Override
  public List<Long> awake(Instant now, int limit) {
    List<Long> due =
        session.list(
            "SELECT subject FROM wake WHERE at <= ? ORDER BY at, subject LIMIT ?",
            p -> p.instant(now).number(limit),
            Row::number);
    session.update("DELETE FROM wake WHERE subject = ANY(?)", p -> p.numbers(due));
    return due;
  }

  @Override
  public Optional<Instant> nextWake() {
    return session.first("SELECT at FROM wake ORDER BY at LIMIT 1", p -> {}, Row::instant);
  }
}
