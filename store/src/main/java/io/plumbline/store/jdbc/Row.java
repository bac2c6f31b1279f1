package io.plumbline.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The columns of a result's row, taken from left to right, each once. */
final class Row {
  private final ResultSet results;
  private int next = 1;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean advance() throws SQLException {
    next = 1;
    return results.next();
  }

  long number() throws SQLException {
    return results.getLong(next++);
  }

  OptionalLong maybeNumber() throws SQLException {
    long number = results.getLong(next++);
    return number == 0 && results.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  boolean flag() throws SQLException {
    return number() != 0;
  }

  String text() throws SQLException {
    return HeldText.from(results.getString(next++));
  }

  Optional<String> maybeText() throws SQLException {
    return Optional.ofNullable(results.getString(next++)).map(HeldText::from);
  }

  byte[] bytes() throws SQLException {
    return results.getBytes(next++);
  }

  Optional<byte[]> maybeBytes() throws SQLException {
    return Optional.ofNullable(results.getBytes(next++));
  }

  Instant instant() throws SQLException {
    return HeldInstant.from(number());
  }

  Optional<Instant> maybeInstant() throws SQLException {
    OptionalLong held = maybeNumber();
    return held.isPresent() ? Optional.of(HeldInstant.from(held.getAsLong())) : Optional.empty();
  }

  /** Makes something of a row. */
  interface Reading<T> {
    T of(Row row) throws SQLException;
  }

  /** Takes rows one by one. */
  interface Visitor {
    void row(Row row) throws SQLException;
  }
}
