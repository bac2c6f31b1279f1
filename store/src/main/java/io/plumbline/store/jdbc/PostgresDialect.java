package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;

/** PostgreSQL's way: lists are arrays; a batch of inserts goes out as few inserts of many rows. */
final class PostgresDialect implements Dialect {
  private static final String READ_ONLY = "25006";

  /** Out of disk, out of the room that the system grants. */
  private static final Set<String> FULL = Set.of("53100", "53400");

  /**
   * Deadlock or a conflict of transactions; a statement, a wait for a lock or an open transaction
   * that took longer than the database allows; no memory, no slots; a system that fails.
   */
  private static final Set<String> AWAY =
      Set.of(
          "40001", "40P01", "57014", "55P03", "25P03", "25P04", "53200", "53300", "58000", "58030");

  /** Shut down, crashed, starting; a connection that was cut because nothing came. */
  private static final String INTERVENTION = "57P";

  /**
   * No such database or role, wrong password, no permission, other tables than expected; a standby,
   * or a database that its keeper lets nobody write to.
   */
  private static final Set<String> UNUSABLE =
      Set.of("28000", "28P01", "3D000", "3F000", "42501", "0LP01", "0P000", READ_ONLY);

  @Override
  public String translate(String sql) {
    return sql;
  }

  @Override
  public void bindNumbers(PreparedStatement statement, int index, long[] numbers)
      throws SQLException {
    statement.setObject(index, numbers);
  }

  @Override
  public void bindTexts(PreparedStatement statement, int index, List<String> texts)
      throws SQLException {
    statement.setObject(index, texts.toArray(String[]::new));
  }

  @Override
  public boolean countsBatches() {
    return false;
  }

  @Override
  public StoreException.Code codeOf(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      // Not from the database: the pool says that a connection, or itself, is closed.
      return StoreException.Code.AWAY;
    }
    if (FULL.contains(state)) {
      return StoreException.Code.FULL;
    }
    if (UNUSABLE.contains(state)) {
      return StoreException.Code.UNUSABLE;
    }
    return state.startsWith("08")
            || state.startsWith(INTERVENTION)
            || AWAY.contains(state)
            || failure instanceof SQLTransientConnectionException
        ? StoreException.Code.AWAY
        : StoreException.Code.BROKEN;
  }

  @Override
  public boolean isReadOnly(SQLException failure) {
    return READ_ONLY.equals(failure.getSQLState());
  }
}
