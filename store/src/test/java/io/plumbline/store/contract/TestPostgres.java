package io.plumbline.store.contract;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that forces every commit to the disk, started once for all tests of a JVM.
 * Where it cannot be started, whoever needs it fails.
 */
public final class TestPostgres {
  public static final String USER = "postgres";
  public static final String PASSWORD = "postgres";

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestPostgres() {}

  /** The address of a new empty schema, which to a store is as good as a database. */
  public static synchronized String newDatabase() {
    String server = url(server());
    String name = "test_" + SCHEMAS.incrementAndGet();
    execute(server, "CREATE SCHEMA " + name);
    return server + "?currentSchema=" + name;
  }

  /** Does one statement on a database, as its owner would by hand. */
  public static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The number that a question is answered with. */
  public static long number(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      try {
        Path data = Files.createTempDirectory("plumbline-postgres");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(data)));
        server =
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL for the tests did not start", e);
      }
    }
    return server;
  }

  /** Ends it at once: an orderly end would write all its files first, for nobody. */
  private static void stop(Path data) {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      ProcessHandle main = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      // Whoever inherited them may take its time to notice that they have ended.
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .completeOnTimeout(null, 2, TimeUnit.SECONDS)
          .join();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (Exception e) {
      System.err.println("PostgreSQL of the tests was left behind: " + e);
    }
  }

  private static String url(EmbeddedPostgres running) {
    return "jdbc:postgresql://localhost:" + running.getPort() + "/postgres";
  }
}
