package io.plumbline.store.jdbc;

import io.plumbline.store.Run;
import io.plumbline.store.Runs;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class JdbcRuns implements Runs {
  private static final String COLUMNS =
      "SELECT key, kind, version, actor, began, ended, subjects, changed, told, error FROM run ";

  private final Session session;

  JdbcRuns(Session session) {
    this.session = session;
  }

  @Override
  public long add(Run run) {
    Run stored = run.stored(session.nextKey("run"));
    session.update(
        "INSERT INTO run (kind, version, actor, began, ended, subjects, changed, told, error, key)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        p -> bind(p, stored));
    return stored.key();
  }

  @Override
  public void update(Run run) {
    int updated =
        session.update(
            "UPDATE run SET kind = ?, version = ?, actor = ?, began = ?, ended = ?, subjects = ?,"
                + " changed = ?, told = ?, error = ? WHERE key = ?",
            p -> bind(p, run));
    if (updated == 0) {
      throw new IllegalArgumentException("there is no run with the key " + run.key());
    }
  }

  private static void bind(Parameters p, Run run) throws SQLException {
    p.text(run.kind().name())
        .number(run.version())
        .text(run.actor())
        .instant(run.start())
        .instant(run.end())
        .number(run.subjects())
        .number(run.changed())
        .flag(run.told())
        .text(run.error())
        .number(run.key());
  }

  @Override
  public Optional<Run> get(long key) {
    return session.first(COLUMNS + "WHERE key = ?", p -> p.number(key), JdbcRuns::run);
  }

  @Override
  public List<Run> list(Optional<Long> before, int limit) {
    return session.list(
        COLUMNS + "WHERE key < ? ORDER BY key DESC LIMIT ?",
        p -> p.number(before.orElse(Long.MAX_VALUE)).number(limit),
        JdbcRuns::run);
  }

  @Override
  public List<Run> open() {
    return session.list(COLUMNS + "WHERE ended IS NULL ORDER BY key", p -> {}, JdbcRuns::run);
  }

  private static Run run(Row row) throws SQLException {
    return new Run(
        row.number(),
        Run.Kind.valueOf(row.text()),
        row.maybeNumber(),
        row.text(),
        row.instant(),
        row.maybeInstant(),
        row.number(),
        row.number(),
        row.flag(),
        row.text());
  }
}
