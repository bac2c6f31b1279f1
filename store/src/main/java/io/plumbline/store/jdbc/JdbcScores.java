package io.plumbline.store.jdbc;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.Scores;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

final class JdbcScores implements Scores {
  private static final Comparator<Row> BY_PLACE =
      Comparator.comparingLong(Row::version).thenComparingLong(Row::subject);

  private final Session session;
  private final ScoreBytes bytes;

  JdbcScores(Session session) {
    this.session = session;
    bytes = new ScoreBytes(session);
  }

  @Override
  public Map<Long, Score> get(long version, Collection<Long> subjects) {
    Map<Long, Score> found = new HashMap<>(subjects.size() * 2);
    session.each(
        "SELECT subject, body FROM score WHERE version = ? AND subject = ANY(?)",
        p -> p.number(version).numbers(subjects),
        row -> found.put(row.number(), bytes.score(row.bytes())));
    return found;
  }

  @Override
  public void put(List<Row> rows) {
    Map<List<Long>, Row> latest = new LinkedHashMap<>();
    rows.forEach(row -> latest.put(List.of(row.version(), row.subject()), row));
    session.batch(
        "INSERT INTO score (version, subject, total, cell, band, body) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (version, subject) DO UPDATE SET total = excluded.total,"
            + " cell = excluded.cell, band = excluded.band, body = excluded.body",
        latest.values().stream().sorted(BY_PLACE).toList(),
        (p, row) ->
            p.number(row.version())
                .number(row.subject())
                .number(thousandths(row.score()))
                .text(row.score().cell())
                .text(row.score().band())
                .bytes(bytes.of(row.score())));
  }

  private static OptionalLong thousandths(Score score) {
    return score
        .total()
        .map(Points::thousandths)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  @Override
  public void remove(long version, Collection<Long> subjects) {
    session.update(
        "DELETE FROM score WHERE version = ? AND subject = ANY(?)",
        p -> p.number(version).numbers(subjects));
  }

  @Override
  public int removeVersion(long version, int limit) {
    return session.update(
        "DELETE FROM score WHERE version = ? AND subject IN"
            + " (SELECT subject FROM score WHERE version = ? ORDER BY subject LIMIT ?)",
        p -> p.number(version).number(version).number(limit));
  }

  @Override
  public void scan(long version, long from, long to, Visitor visitor) {
    session.each(
        "SELECT subject, body FROM score WHERE version = ? AND subject BETWEEN ? AND ?"
            + " ORDER BY subject",
        p -> p.number(version).number(from).number(to),
        row -> visitor.score(row.number(), bytes.score(row.bytes())));
  }
}
