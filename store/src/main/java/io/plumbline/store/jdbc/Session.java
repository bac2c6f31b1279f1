package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection with its prepared statements: how the ports speak to the database. Used by one
 * thread at a time. Failures come out as {@link StoreException}.
 */
final class Session implements AutoCloseable {
  /** Rows that a reading holds in memory at once. */
  private static final int FETCHED_ROWS = 2_000;

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<String, Long> counters = new HashMap<>();
  private final Words words;
  private final Heads heads = new Heads(this);
  private final boolean reader;
  private boolean broken;

  Session(Connection connection, Dialect dialect, Words words) {
    this(connection, dialect, words, false);
  }

  private Session(Connection connection, Dialect dialect, Words words, boolean reader) {
    this.connection = connection;
    this.dialect = dialect;
    this.words = words;
    this.reader = reader;
  }

  /** A session that may not write, on a connection that the database does not let write. */
  static Session ofReader(Connection connection, Dialect dialect, Words words) {
    return new Session(connection, dialect, words, true);
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Whether the connection is of no use any more. */
  boolean isBroken() {
    return broken;
  }

  /** Where the histories of subjects begin. */
  Heads heads() {
    return heads;
  }

  /** The number of a text of a kind, given to it now if it has none. */
  int word(Words.Kind kind, String text) {
    return words.number(this, kind, text);
  }

  /** The text of a number given by {@link #word}. */
  String word(int number) {
    return words.text(this, number);
  }

  <T> List<T> list(String sql, Parameters.Binding binding, Row.Reading<T> reading) {
    List<T> rows = new ArrayList<>();
    each(sql, binding, row -> rows.add(reading.of(row)));
    return rows;
  }

  <T> Optional<T> first(String sql, Parameters.Binding binding, Row.Reading<T> reading) {
    List<T> rows = list(sql, binding, reading);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /** Shows all rows of a result, without holding them. */
  void each(String sql, Parameters.Binding binding, Row.Visitor visitor) {
    try {
      PreparedStatement statement = prepared(sql);
      // A visitor may ask the same again, which would end this result.
      statements.remove(sql);
      try {
        binding.to(new Parameters(statement, dialect));
        try (ResultSet results = statement.executeQuery()) {
          Row row = new Row(results);
          while (row.advance()) {
            visitor.row(row);
          }
        }
      } finally {
        keep(sql, statement);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    if (statements.putIfAbsent(sql, statement) != null) {
      statement.close();
    }
  }

  /** Changes rows and says how many. */
  int update(String sql, Parameters.Binding binding) {
    try {
      PreparedStatement statement = prepared(sql);
      binding.to(new Parameters(statement, dialect));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Does a statement once for each row, all in as few messages as the database takes.
   *
   * @return how many rows each changed, where {@link Dialect#countsBatches}
   */
  <R> int[] batch(String sql, Collection<R> rows, Parameters.RowBinding<R> binding) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try {
      PreparedStatement statement = prepared(sql);
      fill(statement, rows, binding);
      return statement.executeBatch();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Rows of a batch that is not executed would go with the next one, of another transaction. */
  private <R> void fill(
      PreparedStatement statement, Collection<R> rows, Parameters.RowBinding<R> binding)
      throws SQLException {
    boolean filled = false;
    try {
      Parameters parameters = new Parameters(statement, dialect);
      for (R row : rows) {
        parameters.rewind();
        binding.to(parameters, row);
        statement.addBatch();
      }
      filled = true;
    } finally {
      if (!filled) {
        statement.clearBatch();
      }
    }
  }

  /** The next number of a sequence, from 1; one that is rolled back is given again. */
  long nextKey(String counter) {
    return raise(counter, 1);
  }

  /** Raises a sequence and gives its last number. */
  long raise(String counter, long by) {
    long last = lastKey(counter) + by;
    counters.put(counter, last);
    return last;
  }

  /** The last number given of a sequence; 0 for none. */
  long lastKey(String counter) {
    Long raised = counters.get(counter);
    if (raised != null) {
      return raised;
    }
    return first("SELECT value FROM counter WHERE name = ?", p -> p.text(counter), Row::number)
        .orElse(0L);
  }

  /** Writes what is to be written once a transaction; to be called before the commit. */
  void flush() {
    heads.flush();
    batch(
        "INSERT INTO counter (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        counters.entrySet(),
        (p, counter) -> p.text(counter.getKey()).number(counter.getValue()));
    forget();
  }

  /** Forgets what a transaction had in hand; to be called after its end. */
  void forget() {
    counters.clear();
    heads.forget();
  }

  /** Does a statement without parameters or result. */
  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      broken = true;
      throw failure(e);
    }
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      broken = true;
      throw failure(e);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = connection.prepareStatement(dialect.translate(sql));
      known.setFetchSize(FETCHED_ROWS);
      statements.put(sql, known);
    }
    return known;
  }

  private RuntimeException failure(SQLException e) {
    if (reader && dialect.isReadOnly(e)) {
      return new IllegalStateException("this changes the store and needs a writing transaction", e);
    }
    StoreException failure = Failures.of(dialect, e);
    broken |= failure.code() != StoreException.Code.BROKEN;
    return failure;
  }

  @Override
  public void close() {
    List<AutoCloseable> parts = new ArrayList<>(statements.values());
    statements.clear();
    parts.addAll(Arrays.asList(connection));
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        broken = true;
      }
    }
  }
}
