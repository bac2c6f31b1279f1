package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table of a store as the database's own catalogue has it, so that no list of tables has to be
 * kept.
 *
 * @param key the columns of the primary key, in its order
 */
record CopiedTable(String name, List<Column> columns, List<String> key) {
  /** The ledger of migrations is each database's own. */
  private static final String MIGRATIONS = "schema_version";

  CopiedTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A column and what its values are. */
  record Column(String name, Held held) {}

  /** The names of all tables that a connection sees in its place, in order. */
  static SortedSet<String> names(Connection connection) throws SQLException {
    DatabaseMetaData catalogue = connection.getMetaData();
    String schema = connection.getSchema();
    String pattern = schema == null ? null : escaped(schema, catalogue.getSearchStringEscape());
    SortedSet<String> names = new TreeSet<>();
    try (ResultSet found = catalogue.getTables(null, pattern, "%", new String[] {"TABLE"})) {
      while (found.next()) {
        names.add(found.getString("TABLE_NAME"));
      }
    }
    names.remove(MIGRATIONS);
    return names;
  }

  /** The table of a name. */
  static CopiedTable of(Connection connection, String name) throws SQLException {
    return new CopiedTable(name, columns(connection, name), key(connection, name));
  }

  private static String escaped(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("SELECT * FROM " + quoted(table) + " WHERE 1 = 0")) {
      var described = none.getMetaData();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        String name = described.getColumnName(i);
        columns.add(new Column(name, Held.of(table + "." + name, described.getColumnTypeName(i))));
      }
    }
    return columns;
  }

  private static List<String> key(Connection connection, String table) throws SQLException {
    SortedMap<Integer, String> parts = new TreeMap<>();
    try (ResultSet keys =
        connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
      while (keys.next()) {
        parts.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    if (parts.isEmpty()) {
      throw new StoreException(
          StoreException.Code.BROKEN, "table " + table + " has no primary key to read it by");
    }
    return List.copyOf(parts.values());
  }

  /** What is the same of a table in every database. */
  List<String> columnNames() {
    return columns.stream().map(Column::name).sorted().toList();
  }

  /** Gives one row where there are any. */
  String asksForOne() {
    return "SELECT 1 FROM " + quoted(name) + " LIMIT 1";
  }

  /** In the order of the key: a database that clusters by it is then filled from left to right. */
  String reads() {
    return "SELECT " + names() + " FROM " + quoted(name) + " ORDER BY " + list(key);
  }

  String writes() {
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO " + quoted(name) + " (" + names() + ") VALUES (" + marks + ")";
  }

  private String names() {
    return list(columns.stream().map(Column::name).toList());
  }

  private static String list(List<String> names) {
    return names.stream().map(CopiedTable::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
