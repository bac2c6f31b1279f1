package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A copy of everything in a store, in one picture of it, into an empty place of either kind, which
 * is a store only once all is in it. Which tables there are, the databases say.
 */
public final class StoreCopy {
  /** Rows that are in memory at once, and their bytes, of which one row may have more. */
  private static final int BATCH_ROWS = 1_000;

  private static final int BATCH_BYTES = 4 << 20;
  private static final int FETCHED_ROWS = 200;
  private static final int TOLD_ROWS = 500_000;
  private static final String SECRETS = "webhook_secret";

  private final Progress progress;

  private StoreCopy(Progress progress) {
    this.progress = progress;
  }

  /** Is told now and then how far a copy has come. */
  public interface Progress {
    /** So many rows of a table are copied, and there may be more. */
    void reached(String table, long rows);
  }

  /**
   * What was copied.
   *
   * @param rows of each table, by name
   */
  public record Copied(String from, String to, SortedMap<String, Long> rows) {
    public Copied {
      rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    public long total() {
      return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many secrets of webhooks are in it, sealed under a key that is not. */
    public long sealedSecrets() {
      return rows.getOrDefault(SECRETS, 0L);
    }
  }

  /**
   * Copies a store. The one that is copied may be served meanwhile.
   *
   * @throws StoreException where that cannot be, and nothing is left then of the copy
   */
  public static Copied make(CopyPlace from, CopyPlace to, Progress progress) {
    try (Database source = from.source()) {
      Session session = source.borrowReader();
      try (CopyTarget target = to.target()) {
        Side read = new Side(session.connection(), source.dialect(), source.describe());
        Side written =
            new Side(target.session().connection(), target.session().dialect(), target.describe());
        var rows = new StoreCopy(progress).copy(read, written);
        target.keep(rows.keySet());
        return new Copied(source.describe(), target.describe(), rows);
      } finally {
        source.giveBack(session);
      }
    }
  }

  /** One end, and how its failures are told. */
  private record Side(Connection connection, Dialect dialect, String place) {
    <T> T at(String table, Step<T> step) {
      try {
        return step.take();
      } catch (SQLException e) {
        StoreException failure = Failures.of(dialect, e);
        String where = table.isEmpty() ? place : place + ", table " + table;
        throw new StoreException(failure.code(), where + ": " + failure.getMessage(), e);
      }
    }

    SortedSet<String> tables() {
      return at("", () -> CopiedTable.names(connection));
    }

    CopiedTable table(String name) {
      return at(name, () -> CopiedTable.of(connection, name));
    }
  }

  /** Something that a database may fail at. */
  private interface Step<T> {
    T take() throws SQLException;
  }

  /** What the target has counts: it has just the tables of this schema. */
  private SortedMap<String, Long> copy(Side from, Side into) {
    SortedSet<String> found = from.tables();
    List<CopiedTable> tables = into.tables().stream().map(into::table).toList();
    tables.forEach(table -> mustBeThere(table, found, from));
    tables.forEach(table -> mustBeEmpty(table, into));
    SortedMap<String, Long> rows = new TreeMap<>();
    tables.forEach(table -> rows.put(table.name(), copy(table, from, into)));
    return rows;
  }

  private static void mustBeThere(CopiedTable table, SortedSet<String> found, Side from) {
    List<String> expected = table.columnNames();
    if (!found.contains(table.name()) || !from.table(table.name()).columnNames().equals(expected)) {
      throw new StoreException(
          StoreException.Code.UNUSABLE,
          from.place()
              + " has no table "
              + table.name()
              + " with the columns "
              + String.join(", ", expected)
              + "; expected it in a store of its schema");
    }
  }

  private static void mustBeEmpty(CopiedTable table, Side into) {
    boolean empty =
        into.at(
            table.name(),
            () -> {
              try (PreparedStatement ask = into.connection().prepareStatement(table.asksForOne());
                  ResultSet one = ask.executeQuery()) {
                return !one.next();
              }
            });
    if (!empty) {
      throw new StoreException(
          StoreException.Code.UNUSABLE,
          into.place()
              + " is not empty: the table "
              + table.name()
              + " has rows; expected a database without a store, or a file that is not there yet");
    }
  }

  private long copy(CopiedTable table, Side from, Side into) {
    try (PreparedStatement reading =
            from.at(table.name(), () -> from.connection().prepareStatement(table.reads()));
        PreparedStatement writing =
            into.at(table.name(), () -> into.connection().prepareStatement(table.writes()));
        ResultSet rows = from.at(table.name(), () -> asked(reading))) {
      long copied = 0;
      while (true) {
        List<@Nullable Object[]> batch = from.at(table.name(), () -> next(rows, table));
        if (batch.isEmpty()) {
          return copied;
        }
        into.at(table.name(), () -> write(writing, batch, table));
        long before = copied;
        copied += batch.size();
        if (before / TOLD_ROWS < copied / TOLD_ROWS) {
          progress.reached(table.name(), copied);
        }
      }
    } catch (SQLException e) {
      throw Failures.of(into.dialect(), e);
    }
  }

  private static ResultSet asked(PreparedStatement reading) throws SQLException {
    reading.setFetchSize(FETCHED_ROWS);
    return reading.executeQuery();
  }

  private static List<@Nullable Object[]> next(ResultSet rows, CopiedTable table)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>();
    int bytes = 0;
    while (batch.size() < BATCH_ROWS && bytes < BATCH_BYTES && rows.next()) {
      @Nullable Object[] row = new @Nullable Object[table.columns().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = table.columns().get(i).held().read(rows, i + 1);
        bytes += Held.bytes(row[i]);
      }
      batch.add(row);
    }
    return batch;
  }

  private static int write(
      PreparedStatement writing, List<@Nullable Object[]> batch, CopiedTable table)
      throws SQLException {
    for (@Nullable Object[] row : batch) {
      for (int i = 0; i < row.length; i++) {
        table.columns().get(i).held().write(writing, i + 1, row[i]);
      }
      writing.addBatch();
    }
    return writing.executeBatch().length;
  }
}
