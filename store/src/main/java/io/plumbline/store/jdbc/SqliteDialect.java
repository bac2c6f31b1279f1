package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** SQLite's way: lists are JSON arrays, which its planner reads as a table. */
final class SqliteDialect implements Dialect {
  private static final JsonFactory JSON = new JsonFactory();

  /** The low byte of SQLite's codes is what went wrong, the rest says where. */
  private static final int PRIMARY = 0xFF;

  @Override
  public String translate(String sql) {
    return sql.replace("= ANY(?)", "IN (SELECT value FROM json_each(?))");
  }

  @Override
  public void bindNumbers(PreparedStatement statement, int index, long[] numbers)
      throws SQLException {
    StringBuilder list = new StringBuilder(numbers.length * 8 + 2).append('[');
    for (int i = 0; i < numbers.length; i++) {
      (i == 0 ? list : list.append(',')).append(numbers[i]);
    }
    statement.setString(index, list.append(']').toString());
  }

  @Override
  public void bindTexts(PreparedStatement statement, int index, List<String> texts)
      throws SQLException {
    StringWriter out = new StringWriter(texts.size() * 40 + 2);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
    statement.setString(index, out.toString());
  }

  @Override
  public boolean countsBatches() {
    return true;
  }

  @Override
  public StoreException.Code codeOf(SQLException failure) {
    int code = failure.getErrorCode() & PRIMARY;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return StoreException.Code.FULL;
    }
    if (code == SQLiteErrorCode.SQLITE_BUSY.code
        || code == SQLiteErrorCode.SQLITE_LOCKED.code
        || code == SQLiteErrorCode.SQLITE_IOERR.code
        || code == SQLiteErrorCode.SQLITE_NOMEM.code) {
      return StoreException.Code.AWAY;
    }
    if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || code == SQLiteErrorCode.SQLITE_PERM.code
        || code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return StoreException.Code.UNUSABLE;
    }
    return StoreException.Code.BROKEN;
  }

  @Override
  public boolean isReadOnly(SQLException failure) {
    return (failure.getErrorCode() & PRIMARY) == SQLiteErrorCode.SQLITE_READONLY.code;
  }
}
