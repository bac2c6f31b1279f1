package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases. */
interface Dialect {
  /** The statement as this database takes it: {@code = ANY(?)} takes a list of values. */
  String translate(String sql);

  /** Binds numbers to an {@code ANY(?)}. */
  void bindNumbers(PreparedStatement statement, int index, long[] numbers) throws SQLException;

  /** Binds texts to an {@code ANY(?)}. */
  void bindTexts(PreparedStatement statement, int index, List<String> texts) throws SQLException;

  /** Whether a batch tells of each row whether it was inserted. */
  boolean countsBatches();

  /** What a failure means to whoever uses the store. */
  StoreException.Code codeOf(SQLException failure);

  /** Whether it says that nothing may be written on this connection. */
  boolean isReadOnly(SQLException failure);
}
