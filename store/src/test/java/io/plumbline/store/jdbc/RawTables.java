package io.plumbline.store.jdbc;

import io.plumbline.store.contract.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a database without what this program knows of them, read and filled. */
final class RawTables implements AutoCloseable {
  private static final String OF_SQLITE =
      "SELECT t.name, c.name, c.type, c.\"notnull\" OR c.pk FROM sqlite_schema t"
          + " JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
          + " AND t.name <> 'schema_version' ORDER BY 1, 2";
  private static final String OF_POSTGRESQL =
      "SELECT table_name, column_name, data_type,"
          + " CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END FROM information_schema.columns"
          + " WHERE table_schema = current_schema() AND table_name <> 'schema_version'"
          + " ORDER BY 1, 2";

  private final Connection connection;
  private final String catalogue;

  private RawTables(Connection connection, String catalogue) {
    this.connection = connection;
    this.catalogue = catalogue;
  }

  /** What may stand in a column. */
  record Column(String name, String type, boolean needed) {}

  static RawTables of(String url) throws SQLException {
    return url.startsWith("jdbc:sqlite:")
        ? new RawTables(DriverManager.getConnection(url), OF_SQLITE)
        : new RawTables(
            DriverManager.getConnection(url, TestPostgres.USER, TestPostgres.PASSWORD),
            OF_POSTGRESQL);
  }

  Map<String, List<Column>> columns() throws SQLException {
    Map<String, List<Column>> tables = new TreeMap<>();
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(catalogue)) {
      while (row.next()) {
        tables
            .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
            .add(new Column(row.getString(2), row.getString(3), row.getInt(4) == 1));
      }
    }
    return tables;
  }

  /** All rows of all tables, each as text that tells what kind its values are, in order. */
  Map<String, List<String>> rows() throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (var table : columns().entrySet()) {
      List<String> names = table.getValue().stream().map(it -> '"' + it.name() + '"').toList();
      List<String> found = new ArrayList<>();
      try (var statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT " + String.join(", ", names) + " FROM " + table.getKey())) {
        while (row.next()) {
          StringBuilder text = new StringBuilder();
          for (int i = 1; i <= names.size(); i++) {
            text.append(names.get(i - 1)).append('=').append(shown(row.getObject(i))).append(' ');
          }
          found.add(text.toString());
        }
      }
      found.sort(null);
      rows.put(table.getKey(), found);
    }
    return rows;
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    }
    return value instanceof String text ? "text '" + text + "'" : "number " + value;
  }

  /** Puts rows into every table of an empty SQLite store, with whatever a column can hold. */
  void fill(int count) throws SQLException {
    connection.setAutoCommit(false);
    for (var table : columns().entrySet()) {
      List<Column> columns = table.getValue();
      List<String> names = columns.stream().map(it -> '"' + it.name() + '"').toList();
      String marks = ", ?".repeat(names.size()).substring(2);
      String sql =
          "INSERT INTO %s (%s) VALUES (%s)"
              .formatted(table.getKey(), String.join(", ", names), marks);
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        for (int row = 0; row < count; row++) {
          for (int i = 0; i < names.size(); i++) {
            put(insert, i + 1, columns.get(i), row);
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    connection.commit();
  }

  private static void put(PreparedStatement insert, int index, Column column, int row)
      throws SQLException {
    if (!column.needed() && row % 3 == 2) {
      insert.setNull(index, Types.NULL);
    } else if (column.type().equals("TEXT")) {
      insert.setString(index, text(row));
    } else if (column.type().equals("BLOB")) {
      insert.setBytes(index, bytes(row));
    } else {
      insert.setLong(index, number(column.name(), row));
    }
  }

  private static String text(int row) {
    return switch (row % 5) {
      case 0 -> row == 0 ? "" : "\\N \\x00 \t\r\n'\"" + row;
      case 1 -> "e\u0301 é \uFFFF0000 " + row + " ";
      case 2 -> "{\"name\":\"线索 🙂 \uE000\u0001\"}" + row;
      case 3 -> "NULL" + row;
      default -> "A".repeat(row) + row;
    };
  }

  private static byte[] bytes(int row) {
    byte[] bytes = new byte[row % 100 == 7 ? 50_000 : row % 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (row + i - 128);
    }
    return bytes;
  }

  /** The two columns that PostgreSQL keeps in 32 bits count sets of signals, and days. */
  private static long number(String column, int row) {
    boolean isShort = column.equals("number") || column.equals("day");
    long[] edges = {
      isShort ? Integer.MIN_VALUE : Long.MIN_VALUE,
      isShort ? Integer.MAX_VALUE : Long.MAX_VALUE,
      isShort ? -1 : (1L << 53) + 1,
      0
    };
    return row < edges.length ? edges[row] : row * 31L;
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
