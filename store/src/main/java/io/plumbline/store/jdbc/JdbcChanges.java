package io.plumbline.store.jdbc;

import io.plumbline.store.Changes;
import io.plumbline.store.ScoreChange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The history of scores: appended at one end, each change with the key of the subject's one before,
 * so that many subjects' changes lie on few pages. The changes of runs stand in a table of their
 * own, so publishing a run moves none of them, however many they are.
 */
final class JdbcChanges implements Changes {
  private static final String KEYS = "change";

  /** From a subject's latest change to the one before it, and so on, no further than asked for. */
  private static final String CHAIN =
      "WITH RECURSIVE chain (key, version, at, previous, body) AS ("
          + "SELECT key, version, at, previous, body FROM score_change"
          + " WHERE key = (SELECT last_change FROM state WHERE subject = ?)"
          + " UNION ALL"
          + " SELECT earlier.key, earlier.version, earlier.at, earlier.previous, earlier.body"
          + " FROM chain JOIN score_change earlier ON earlier.key = chain.previous)"
          + " SELECT key, version, body FROM chain WHERE key < ? AND at >= ?";

  private final Session session;
  private final ScoreBytes bytes;

  JdbcChanges(Session session) {
    this.session = session;
    bytes = new ScoreBytes(session);
  }

  @Override
  public List<Long> append(List<ScoreChange> changes) {
    List<Long> keys = new ArrayList<>(changes.size());
    List<ScoreChange> seen = new ArrayList<>(changes.size());
    List<ScoreChange> hidden = new ArrayList<>();
    for (ScoreChange change : changes) {
      long key = session.nextKey(KEYS);
      keys.add(key);
      (change.run().isPresent() ? hidden : seen).add(change.as(key, change.at()));
    }
    extendRuns(hidden);
    session.heads().load(seen.stream().map(ScoreChange::subject).toList());
    session.batch(
        "INSERT INTO score_change (subject, key, version, at, body, previous)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        seen,
        (p, change) -> {
          bind(p, change);
          p.number(session.heads().replace(change.subject(), change.key()));
        });
    session.batch(
        "INSERT INTO run_change (subject, key, version, at, body, run) VALUES (?, ?, ?, ?, ?, ?)",
        bySubject(hidden),
        (p, change) -> {
          bind(p, change);
          p.number(change.run());
        });
    return keys;
  }

  private void bind(Parameters p, ScoreChange change) throws SQLException {
    p.number(change.subject())
        .number(change.key())
        .number(change.version())
        .instant(change.at())
        .bytes(bytes.of(change));
  }

  private static List<ScoreChange> bySubject(List<ScoreChange> changes) {
    return changes.stream().sorted(Comparator.comparingLong(ScoreChange::subject)).toList();
  }

  private void extendRuns(List<ScoreChange> hidden) {
    Map<Long, List<Long>> keys = new TreeMap<>();
    for (ScoreChange change : hidden) {
      keys.computeIfAbsent(change.run().orElseThrow(), run -> new ArrayList<>()).add(change.key());
    }
    keys.keySet().forEach(this::mustBeHidden);
    session.batch(
        "INSERT INTO change_run (run, first_key, last_key, shift) VALUES (?, ?, ?, 0)"
            + " ON CONFLICT (run) DO UPDATE SET last_key = excluded.last_key",
        keys.entrySet(),
        (p, entry) ->
            p.number(entry.getKey())
                .number(entry.getValue().get(0))
                .number(entry.getValue().get(entry.getValue().size() - 1)));
  }

  private void mustBeHidden(long run) {
    if (run(run).flatMap(Run::at).isPresent()) {
      throw new IllegalStateException("run " + run + " is published");
    }
  }

  @Override
  public List<ScoreChange> of(
      long subject, List<Long> versions, Optional<Long> before, Instant from, int limit) {
    long below = before.orElse(Long.MAX_VALUE);
    List<ScoreChange> plain =
        session.list(
            CHAIN + (versions.isEmpty() ? "" : " AND version = ANY(?)") + " LIMIT ?",
            p -> {
              p.number(subject).number(below).instant(from);
              (versions.isEmpty() ? p : p.numbers(versions)).number(limit);
            },
            row ->
                bytes.change(
                    row.number(), subject, row.number(), OptionalLong.empty(), row.bytes()));
    Stream<ScoreChange> published =
        published(subject).stream()
            .filter(change -> change.key() < below && !change.at().isBefore(from))
            .filter(change -> versions.isEmpty() || versions.contains(change.version()));
    return Stream.concat(plain.stream(), published)
        .sorted(Comparator.comparingLong(ScoreChange::key).reversed())
        .limit(limit)
        .toList();
  }

  /** What is seen of a subject's changes in published runs. */
  private List<ScoreChange> published(long subject) {
    Map<Long, Run> runs = new HashMap<>();
    session.each(
        "SELECT run, first_key, last_key, shift, at FROM change_run WHERE at IS NOT NULL",
        p -> {},
        row -> runs.put(row.number(), run(row)));
    Map<Long, List<ScoreChange>> byRun = new TreeMap<>();
    session.each(
        "SELECT run, key, version, body FROM run_change WHERE run = ANY(?) AND subject = ?"
            + " ORDER BY run, key",
        p -> p.numbers(runs.keySet()).number(subject),
        row -> {
          long run = row.number();
          byRun
              .computeIfAbsent(run, key -> new ArrayList<>())
              .add(
                  bytes.change(
                      row.number(), subject, row.number(), OptionalLong.of(run), row.bytes()));
        });
    List<ScoreChange> seen = new ArrayList<>();
    byRun.forEach(
        (run, hidden) -> {
          Run as = runs.getOrDefault(run, Run.NONE);
          seen.add(ScoreChange.published(hidden, as.shift, as.at.orElseThrow()));
        });
    return seen;
  }

  @Override
  public void publishRun(long run, Instant at) {
    mustBeHidden(run);
    Run known = run(run).orElse(Run.NONE);
    long shift = session.lastKey(KEYS) + 1 - known.first;
    session.raise(KEYS, known.last - known.first + 1);
    session.update(
        "INSERT INTO change_run (run, first_key, last_key, shift, at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (run) DO UPDATE SET shift = excluded.shift, at = excluded.at",
        p -> p.number(run).number(known.first).number(known.last).number(shift).instant(at));
  }

  @Override
  public List<ScoreChange> ofRun(long run, long afterSubject, int limit) {
    return ofRun(
        run,
        "subject IN (SELECT DISTINCT subject FROM run_change WHERE run = ? AND subject > ?"
            + " ORDER BY subject LIMIT ?)",
        p -> p.number(run).number(run).number(afterSubject).number(limit));
  }

  @Override
  public List<ScoreChange> ofRun(long run, Collection<Long> subjects) {
    return subjects.isEmpty()
        ? List.of()
        : ofRun(run, "subject = ANY(?)", p -> p.number(run).numbers(subjects));
  }

  private List<ScoreChange> ofRun(long run, String which, Parameters.Binding binding) {
    Run as = run(run).orElse(Run.NONE);
    Instant at =
        as.at.orElseThrow(() -> new IllegalStateException("run " + run + " is not published"));
    Map<Long, List<ScoreChange>> bySubject = new TreeMap<>();
    session.each(
        "SELECT subject, key, version, body FROM run_change WHERE run = ? AND "
            + which
            + " ORDER BY subject, key",
        binding,
        row -> {
          long subject = row.number();
          bySubject
              .computeIfAbsent(subject, key -> new ArrayList<>())
              .add(
                  bytes.change(
                      row.number(), subject, row.number(), OptionalLong.of(run), row.bytes()));
        });
    return bySubject.values().stream()
        .map(hidden -> ScoreChange.published(hidden, as.shift, at))
        .toList();
  }

  @Override
  public int dropFromRun(long run, Collection<Long> subjects) {
    mustBeHidden(run);
    return subjects.isEmpty()
        ? 0
        : session.update(
            "DELETE FROM run_change WHERE run = ? AND subject = ANY(?)",
            p -> p.number(run).numbers(subjects));
  }

  @Override
  public int removeRun(long run, int limit) {
    mustBeHidden(run);
    return session.update(
        "DELETE FROM run_change WHERE run = ? AND (subject, key) IN"
            + " (SELECT subject, key FROM run_change WHERE run = ? ORDER BY subject, key LIMIT ?)",
        p -> p.number(run).number(run).number(limit));
  }

  private Optional<Run> run(long run) {
    return session.first(
        "SELECT first_key, last_key, shift, at FROM change_run WHERE run = ?",
        p -> p.number(run),
        JdbcChanges::run);
  }

  private static Run run(Row row) throws SQLException {
    return new Run(row.number(), row.number(), row.number(), row.maybeInstant());
  }

  /** The keys that a run's changes lie between, and when and by how much they were moved up. */
  private record Run(long first, long last, long shift, Optional<Instant> at) {
    static final Run NONE = new Run(1, 0, 0, Optional.empty());
  }
}
