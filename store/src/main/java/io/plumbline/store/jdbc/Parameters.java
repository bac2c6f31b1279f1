package io.plumbline.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** The values of a statement's question marks, given from left to right. */
final class Parameters {
  private final PreparedStatement statement;
  private final Dialect dialect;
  private int next = 1;

  Parameters(PreparedStatement statement, Dialect dialect) {
    this.statement = statement;
    this.dialect = dialect;
  }

  /** Starts again from the left. */
  void rewind() {
    next = 1;
  }

  Parameters number(long number) throws SQLException {
    statement.setLong(next++, number);
    return this;
  }

  Parameters number(OptionalLong number) throws SQLException {
    if (number.isPresent()) {
      return number(number.getAsLong());
    }
    statement.setNull(next++, Types.BIGINT);
    return this;
  }

  Parameters flag(boolean flag) throws SQLException {
    return number(flag ? 1 : 0);
  }

  Parameters text(String text) throws SQLException {
    statement.setString(next++, HeldText.of(text));
    return this;
  }

  /** A text that has nothing in it that {@link HeldText} would have to escape. */
  Parameters plainText(String text) throws SQLException {
    statement.setString(next++, text);
    return this;
  }

  Parameters text(Optional<String> text) throws SQLException {
    if (text.isPresent()) {
      return text(text.get());
    }
    statement.setNull(next++, Types.VARCHAR);
    return this;
  }

  Parameters bytes(byte[] bytes) throws SQLException {
    statement.setBytes(next++, bytes);
    return this;
  }

  Parameters instant(Instant instant) throws SQLException {
    return number(HeldInstant.of(instant));
  }

  Parameters instant(Optional<Instant> instant) throws SQLException {
    return number(
        instant.isPresent()
            ? OptionalLong.of(HeldInstant.of(instant.get()))
            : OptionalLong.empty());
  }

  /** The exact instant where a column of nanoseconds cannot hold it; null otherwise. */
  Parameters unheld(Instant instant) throws SQLException {
    return text(HeldInstant.isExact(instant) ? Optional.empty() : Optional.of(instant.toString()));
  }

  /** The values of {@code = ANY(?)}. */
  Parameters numbers(Collection<Long> numbers) throws SQLException {
    return numbersInOrder(numbers.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** An array of numbers as they stand. */
  Parameters numbersInOrder(long[] numbers) throws SQLException {
    dialect.bindNumbers(statement, next++, numbers);
    return this;
  }

  /** The values of {@code = ANY(?)}. */
  Parameters texts(Collection<String> texts) throws SQLException {
    dialect.bindTexts(statement, next++, texts.stream().map(HeldText::of).toList());
    return this;
  }

  /** Gives the values of one execution. */
  interface Binding {
    void to(Parameters parameters) throws SQLException;
  }

  /** Gives the values of one row. */
  interface RowBinding<R> {
    void to(Parameters parameters, R row) throws SQLException;
  }
}
