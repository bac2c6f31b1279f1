package io.plumbline.store.jdbc;

import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Outbox;
import io.plumbline.store.OutboxMessage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

final class JdbcOutbox implements Outbox {
  private static final String COLUMNS =
      "SELECT key, endpoint, id, type, lane, payload, created, state, attempts, next_at,"
          + " last_at, last_status, last_millis, last_error FROM outbox ";

  /** States are held by their place: 0 pending, 1 delivered, 2 failed, 3 replayed. */
  private static final List<State> STATES =
      List.of(State.PENDING, State.DELIVERED, State.FAILED, State.REPLAYED);

  private final Session session;

  JdbcOutbox(Session session) {
    this.session = session;
  }

  @Override
  public void append(List<Addressed> messages) {
    Set<Lane> busy = busy(messages);
    List<Fresh> rows = new ArrayList<>();
    for (Addressed addressed : messages) {
      for (long endpoint : addressed.endpoints()) {
        OutboxMessage message = addressed.message();
        boolean first = busy.add(new Lane(endpoint, message.lane()));
        Optional<Instant> next = first ? Optional.of(message.created()) : Optional.empty();
        rows.add(new Fresh(endpoint, message, next));
      }
    }
    insert(rows);
  }

  private void insert(List<Fresh> rows) {
    session.batch(
        "INSERT INTO outbox"
            + " (key, endpoint, id, type, lane, payload, created, state, attempts, next_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?)",
        rows,
        (p, row) ->
            p.number(session.nextKey("outbox"))
                .number(row.endpoint())
                .text(row.message().id())
                .text(row.message().type())
                .number(row.message().lane())
                .text(row.message().payload())
                .instant(row.message().created())
                .instant(row.next()));
  }

  @Override
  public void join(long from, long into, Collection<Long> endpoints) {
    session.batch(
        "UPDATE outbox SET lane = ? WHERE state = 0 AND endpoint = ? AND lane BETWEEN ? AND ?",
        endpoints,
        (p, endpoint) -> p.number(into).number(endpoint).number(from).number(from));
  }

  /** The branch is held by a delivery that is never due, right behind the one it waits for. */
  @Override
  public void fork(Addressed addressed, long branch) {
    Set<Lane> busy = busy(List.of(addressed));
    OutboxMessage message = addressed.message();
    List<Fresh> rows = new ArrayList<>();
    for (long endpoint : addressed.endpoints()) {
      boolean first = !busy.contains(new Lane(endpoint, message.lane()));
      Optional<Instant> next = first ? Optional.of(message.created()) : Optional.empty();
      rows.add(new Fresh(endpoint, message, next));
      rows.add(new Fresh(endpoint, message.in(branch), Optional.empty()));
    }
    insert(rows);
  }

  /** The lanes of messages in which something is pending. */
  private Set<Lane> busy(List<Addressed> messages) {
    Map<Long, Set<Long>> lanes = new TreeMap<>();
    for (Addressed addressed : messages) {
      for (long endpoint : addressed.endpoints()) {
        lanes.computeIfAbsent(endpoint, it -> new TreeSet<>()).add(addressed.message().lane());
      }
    }
    Set<Lane> busy = new HashSet<>();
    lanes.forEach(
        (endpoint, some) ->
            session.each(
                "SELECT DISTINCT lane FROM outbox"
                    + " WHERE state = 0 AND endpoint = ? AND lane = ANY(?)",
                p -> p.number(endpoint).numbers(some),
                row -> busy.add(new Lane(endpoint, row.number()))));
    return busy;
  }

  @Override
  public List<Delivery> due(long endpoint, Instant now, int limit) {
    return session.list(
        COLUMNS
            + "WHERE state = 0 AND next_at IS NOT NULL AND endpoint = ? AND next_at <= ?"
            + " ORDER BY next_at, key LIMIT ?",
        p -> p.number(endpoint).instant(now).number(limit),
        JdbcOutbox::delivery);
  }

  private static Delivery delivery(Row row) throws SQLException {
    long key = row.number();
    long endpoint = row.number();
    OutboxMessage message =
        new OutboxMessage(row.text(), row.text(), row.number(), row.text(), row.instant());
    State state = STATES.get(Math.toIntExact(row.number()));
    int attempts = Math.toIntExact(row.number());
    Optional<Instant> next = row.maybeInstant();
    Optional<Instant> lastAt = row.maybeInstant();
    int status = Math.toIntExact(row.number());
    long millis = row.number();
    Optional<String> error = row.maybeText();
    Optional<Delivery.Attempt> last =
        lastAt.map(at -> new Delivery.Attempt(at, status, millis, error.orElse("")));
    return new Delivery(key, endpoint, message, state, attempts, next, last);
  }

  @Override
  public void settle(Collection<Settled> settled) {
    Map<Long, Lane> lanes = lanes(settled);
    session.batch(
        "UPDATE outbox SET state = ?, attempts = ?, next_at = ?, last_at = ?, last_status = ?,"
            + " last_millis = ?, last_error = ? WHERE key = ?",
        settled,
        (p, it) ->
            p.number(STATES.indexOf(it.state()))
                .number(it.attempts())
                .instant(it.next())
                .instant(it.attempt().at())
                .number(it.attempt().status())
                .number(it.attempt().millis())
                .text(it.attempt().error())
                .number(it.key()));
    Map<Long, Instant> done = new TreeMap<>();
    settled.stream()
        .filter(it -> it.state() != State.PENDING)
        .forEach(it -> done.put(it.key(), it.attempt().at()));
    List<Turn> turns = new ArrayList<>();
    lanes.keySet().retainAll(done.keySet());
    lanes.forEach((key, lane) -> turns.add(new Turn(lane, done.getOrDefault(key, Instant.MIN))));
    turns.addAll(opened(done));
    goOn(turns);
  }

  /** Removes what held branches, and gives those branches their turn. */
  private List<Turn> opened(Map<Long, Instant> done) {
    Map<Long, Turn> held = new TreeMap<>();
    session.each(
        "SELECT held.key, held.endpoint, held.lane FROM outbox ended JOIN outbox held"
            + " ON held.key = ended.key + 1 AND held.endpoint = ended.endpoint"
            + " AND held.id = ended.id AND held.lane <> ended.lane AND held.state = 0"
            + " AND held.next_at IS NULL WHERE ended.key = ANY(?)",
        p -> p.numbers(done.keySet()),
        row -> {
          long key = row.number();
          Lane lane = new Lane(row.number(), row.number());
          held.put(key, new Turn(lane, done.getOrDefault(key - 1, Instant.MIN)));
        });
    if (!held.isEmpty()) {
      session.update("DELETE FROM outbox WHERE key = ANY(?)", p -> p.numbers(held.keySet()));
    }
    return List.copyOf(held.values());
  }

  /**
   * Makes the first of each lane due, unless it waits for its time already. BETWEEN: so that SQLite
   * looks for the lane, not through all that is pending.
   */
  private void goOn(List<Turn> turns) {
    session.batch(
        "UPDATE outbox SET next_at = ? WHERE next_at IS NULL AND key = (SELECT key FROM outbox"
            + " WHERE state = 0 AND endpoint = ? AND lane BETWEEN ? AND ?"
            + " ORDER BY lane, key LIMIT 1)",
        turns,
        (p, turn) ->
            p.instant(turn.at())
                .number(turn.lane().endpoint())
                .number(turn.lane().lane())
                .number(turn.lane().lane()));
  }

  private Map<Long, Lane> lanes(Collection<Settled> settled) {
    Map<Long, Lane> lanes = new HashMap<>();
    session.each(
        "SELECT key, endpoint, lane FROM outbox WHERE key = ANY(?)",
        p -> p.numbers(settled.stream().map(Settled::key).toList()),
        row -> lanes.put(row.number(), new Lane(row.number(), row.number())));
    return lanes;
  }

  @Override
  public int hasten(long endpoint, Instant now, int limit) {
    return session.update(
        "UPDATE outbox SET next_at = ? WHERE key IN (SELECT key FROM outbox"
            + " WHERE state = 0 AND next_at IS NOT NULL AND endpoint = ? AND next_at > ? LIMIT ?)",
        p -> p.instant(now).number(endpoint).instant(now).number(limit));
  }

  @Override
  public List<Delivery> log(long endpoint, Optional<Long> before, Set<State> states, int limit) {
    List<Delivery> latest = new ArrayList<>();
    for (State state : states) {
      latest.addAll(
          session.list(
              COLUMNS + "WHERE endpoint = ? AND state = ? AND key < ? ORDER BY key DESC LIMIT ?",
              p ->
                  p.number(endpoint)
                      .number(STATES.indexOf(state))
                      .number(before.orElse(Long.MAX_VALUE))
                      .number(limit),
              JdbcOutbox::delivery));
    }
    return latest.stream()
        .sorted(Comparator.comparingLong(Delivery::key).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Delivery> get(long key) {
    return session.first(COLUMNS + "WHERE key = ?", p -> p.number(key), JdbcOutbox::delivery);
  }

  @Override
  public List<Delivery> failedSince(long endpoint, Instant since, long after, int limit) {
    return session.list(
        COLUMNS
            + "WHERE endpoint = ? AND state = 2 AND key > ? AND created >= ?"
            + " ORDER BY key LIMIT ?",
        p -> p.number(endpoint).number(after).instant(since).number(limit),
        JdbcOutbox::delivery);
  }

  @Override
  public List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    for (long endpoint : endpoints()) {
      Optional<Delivery> oldest = oldest(endpoint);
      long pending = oldest.isEmpty() ? 0 : count(endpoint, State.PENDING);
      long failed = count(endpoint, State.FAILED);
      if (pending + failed > 0) {
        Optional<Instant> since = oldest.map(first -> first.message().created());
        counts.add(new Count(endpoint, pending, failed, since));
      }
    }
    return counts;
  }

  /** The endpoints that have a delivery: one step in the index for each, however many it has. */
  private List<Long> endpoints() {
    return session.list(
        "WITH RECURSIVE own (endpoint) AS (SELECT MIN(endpoint) FROM outbox UNION ALL"
            + " SELECT (SELECT MIN(endpoint) FROM outbox WHERE endpoint > own.endpoint)"
            + " FROM own WHERE own.endpoint IS NOT NULL)"
            + " SELECT endpoint FROM own WHERE endpoint IS NOT NULL ORDER BY endpoint",
        p -> {},
        Row::number);
  }

  private Optional<Delivery> oldest(long endpoint) {
    return session.first(
        COLUMNS + "WHERE endpoint = ? AND state = 0 ORDER BY key LIMIT 1",
        p -> p.number(endpoint),
        JdbcOutbox::delivery);
  }

  private long count(long endpoint, State state) {
    return session
        .first(
            "SELECT COUNT(*) FROM outbox WHERE endpoint = ? AND state = ?",
            p -> p.number(endpoint).number(STATES.indexOf(state)),
            Row::number)
        .orElse(0L);
  }

  @Override
  public int prune(State state, Instant before, int limit) {
    return session.update(
        "DELETE FROM outbox WHERE key IN (SELECT key FROM outbox"
            + " WHERE state <> 0 AND state = ? AND last_at < ? ORDER BY last_at LIMIT ?)",
        p -> p.number(STATES.indexOf(state)).instant(before).number(limit));
  }

  @Override
  public int removeEndpoint(long endpoint, int limit) {
    return session.update(
        "DELETE FROM outbox WHERE key IN (SELECT key FROM outbox WHERE endpoint = ? LIMIT ?)",
        p -> p.number(endpoint).number(limit));
  }

  private record Lane(long endpoint, long lane) {}

  /** That a lane goes on from an instant. */
  private record Turn(Lane lane, Instant at) {}

  /** A delivery to be written. */
  private record Fresh(long endpoint, OutboxMessage message, Optional<Instant> next) {}
}
