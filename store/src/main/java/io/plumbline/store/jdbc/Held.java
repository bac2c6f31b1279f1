package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a column holds, and how it comes from one database into another without a change. */
enum Held {
  NUMBER(Types.BIGINT) {
    @Override
    @Nullable Object read(ResultSet row, int index) throws SQLException {
      long number = row.getLong(index);
      return number == 0 && row.wasNull() ? null : number;
    }
  },
  TEXT(Types.VARCHAR) {
    @Override
    @Nullable Object read(ResultSet row, int index) throws SQLException {
      return row.getString(index);
    }
  },
  BYTES(Types.BINARY) {
    @Override
    @Nullable Object read(ResultSet row, int index) throws SQLException {
      return row.getBytes(index);
    }
  };

  private final int type;

  Held(int type) {
    this.type = type;
  }

  /** What a column of a type holds, as either database calls it. */
  static Held of(String column, String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "integer", "bigint", "int4", "int8" -> NUMBER;
      case "text" -> TEXT;
      case "blob", "bytea" -> BYTES;
      default ->
          throw new StoreException(
              StoreException.Code.BROKEN,
              "column " + column + " is of type " + type + ", which no store has");
    };
  }

  abstract @Nullable Object read(ResultSet row, int index) throws SQLException;

  void write(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
    if (value == null) {
      statement.setNull(index, type);
    } else {
      statement.setObject(index, value);
    }
  }

  /** About as many bytes as a value takes in memory. */
  static int bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return 2 * text.length();
    }
    return value instanceof byte[] bytes ? bytes.length : Long.BYTES;
  }
}
