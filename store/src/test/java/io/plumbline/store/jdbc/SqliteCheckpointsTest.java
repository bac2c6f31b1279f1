package io.plumbline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

@Timeout(60)
final class SqliteCheckpointsTest {
  private static final int MORE_THAN_WAITS = 80 << 20;

  private final CountDownLatch failures = new CountDownLatch(2);

  @TempDir Path folder;

  @Test
  void pages_thatCouldNotBeMoved_areMovedOnceTheyCan() throws Exception {
    Path file = folder.resolve("a.db");
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
        Connection mover = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      try (Statement statement = writer.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA wal_autocheckpoint = 0");
        statement.execute("CREATE TABLE heap (what BLOB)");
        statement.execute("INSERT INTO heap VALUES (zeroblob(" + MORE_THAN_WAITS + "))");
      }
      Session session = new Session(failingAtFirst(mover), new SqliteDialect(), new Words());
      SqliteCheckpoints checkpoints = new SqliteCheckpoints(session);
      try {
        failures.await();
        assertThat(Files.size(file)).isLessThan(MORE_THAN_WAITS);
        while (Files.size(file) < MORE_THAN_WAITS) {
          Thread.sleep(Duration.ofMillis(50).toMillis());
        }
      } finally {
        checkpoints.close();
      }
    }
  }

  /** A connection on whose disk there is no room for some time. */
  private Connection failingAtFirst(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")
                  && ((String) arguments[0]).contains("PASSIVE")
                  && failures.getCount() > 0) {
                failures.countDown();
                throw new SQLException(
                    "database or disk is full", "", SQLiteErrorCode.SQLITE_FULL.code);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
