package io.plumbline.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database: one connection writes and holds the serving lock, a pool of others reads.
 */
final class PostgresDatabase implements Database {
  /** The folder of its migrations. */
  private static final String KIND = "postgresql";

  /** Version 15, as the database counts. */
  private static final long OLDEST = 150_000;

  private static final long VERSIONS = 10_000;
  private static final int MOST_READERS = 16;
  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 120;
  private static final long BORROW_MILLIS = 10_000;
  private static final int VALIDATION_SECONDS = 5;

  private final Dialect dialect = new PostgresDialect();
  private final Access access;
  private final StoreMode mode;
  private final Words words;
  private final PostgresTurn turn;
  private final HikariDataSource readers;

  private PostgresDatabase(Access access, StoreMode mode, Words words) {
    this.access = access;
    this.mode = mode;
    this.words = words;
    turn = new PostgresTurn(access.describe());
    readers = pool(access, mode);
  }

  static PostgresDatabase open(Access access, StoreMode mode, Words words) {
    PostgresDatabase database = new PostgresDatabase(access, mode, words);
    try {
      database.mustBeFit();
      database.migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** A database whose store is there and of this schema; nothing is changed by that. */
  static PostgresDatabase present(Access access) {
    PostgresDatabase database = unopened(access, StoreMode.TOOL);
    try {
      database.mustBeFit();
      database.mustBeCurrent();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** A database that nobody has looked into yet. */
  static PostgresDatabase unopened(Access access, StoreMode mode) {
    return new PostgresDatabase(access, mode, new Words());
  }

  void migrate() {
    Migrations.take(access.source(), KIND, describe(), this::staysServed);
  }

  /** Before the place of the server is taken, which a server of another version may have. */
  private boolean staysServed() {
    try (Session session = connect()) {
      return mode == StoreMode.SERVER
          ? PostgresTurn.staysTaken(session)
          : PostgresTurn.isTaken(session);
    }
  }

  void mustBeCurrent() {
    Migrations.mustBeTaken(access.source(), KIND, describe());
  }

  void mustBeFit() {
    try (Session session = connect()) {
      long version =
          session
              .first("SELECT current_setting('server_version_num')::integer", p -> {}, Row::number)
              .orElse(0L);
      if (version < OLDEST) {
        throw new StoreException(
            StoreException.Code.UNUSABLE,
            access.describe()
                + " is of version "
                + version / VERSIONS
                + "; it must be 15 or newer");
      }
      String encoding = session.first("SHOW server_encoding", p -> {}, Row::text).orElse("unknown");
      if (!encoding.equals("UTF8")) {
        throw new StoreException(
            StoreException.Code.UNUSABLE,
            access.describe() + " has the encoding " + encoding + "; it must be UTF8");
      }
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Session connectWriter() {
    return connectWriter(mode == StoreMode.SERVER ? turn::take : session -> {});
  }

  /** A session that holds the place of the server, of a database that need not have tables. */
  Session connectAlone() {
    return connectWriter(turn::lock);
  }

  private Session connectWriter(Consumer<Session> first) {
    Session session = connect();
    boolean ready = false;
    try {
      first.accept(session);
      // A role or database may have it off: what is committed would then not be on the disk.
      session.list(
          "SELECT set_config('synchronous_commit', 'on', false)"
              + " WHERE current_setting('synchronous_commit') = 'off'",
          p -> {},
          Row::text);
      session.connection().setAutoCommit(false);
      ready = true;
      return session;
    } catch (SQLException e) {
      throw Failures.of(dialect, e);
    } finally {
      if (!ready) {
        session.close();
      }
    }
  }

  private Session connect() {
    try {
      return new Session(access.source().getConnection(), dialect, words);
    } catch (SQLException e) {
      String why =
          e.getCause() instanceof UnknownHostException
              ? "there is no such host"
              : String.valueOf(e.getMessage());
      throw new StoreException(
          dialect.codeOf(e), "cannot open " + access.describe() + ": " + why, e);
    }
  }

  @Override
  public void beginWriting(Session session) {
    PostgresTurn.awaitWriting(session);
  }

  @Override
  public void commit(Session session) {
    session.commit();
  }

  @Override
  public void rollback(Session session) {
    session.rollback();
  }

  @Override
  public Session borrowReader() {
    try {
      Connection connection = readers.getConnection();
      // The pool asks only connections that were idle for a while, and a database that was started
      // anew has cut all of them: a reader should not be told.
      for (int left = readers.getMaximumPoolSize(); left > 0 && !isAlive(connection); left--) {
        readers.evictConnection(connection);
        connection = readers.getConnection();
      }
      return Session.ofReader(connection, dialect, words);
    } catch (SQLException e) {
      throw Failures.of(dialect, e);
    }
  }

  private static boolean isAlive(Connection connection) throws SQLException {
    return connection.isValid(VALIDATION_SECONDS);
  }

  @Override
  public void giveBack(Session session) {
    try (session) {
      session.rollback();
    } catch (StoreException e) {
      // What was read was read; the pool has noticed that the connection is gone.
    }
  }

  @Override
  public boolean isServed() {
    try (Session session = connect()) {
      return PostgresTurn.isTaken(session);
    }
  }

  @Override
  public String describe() {
    return access.describe();
  }

  @Override
  public void close() {
    readers.close();
  }

  /**
   * A server opens all its readers at its start: a pool that grows may forget one of many who come
   * at once, who then waits in vain although there is room.
   */
  private static HikariDataSource pool(Access access, StoreMode mode) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("plumbline-readers");
    config.setDataSource(access.source());
    config.setMaximumPoolSize(MOST_READERS);
    config.setMinimumIdle(mode == StoreMode.SERVER ? MOST_READERS : 1);
    config.setConnectionTimeout(BORROW_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return new HikariDataSource(config);
  }

  /**
   * Where a database is and how to get in.
   *
   * @param patient whether an answer may take as long as it takes, as one that sorts everything
   *     does
   */
  record Access(String url, String user, String password, boolean patient) {
    PGSimpleDataSource source() {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      source.setApplicationName("plumbline");
      source.setReWriteBatchedInserts(true);
      source.setTcpKeepAlive(true);
      // What it says of a failure quotes rows, which are of people, and goes into logs.
      source.setLogServerErrorDetail(false);
      source.setConnectTimeout(CONNECT_SECONDS);
      source.setSocketTimeout(patient ? 0 : ANSWER_SECONDS);
      return source;
    }

    /** Without what may be a secret. */
    String describe() {
      int query = url.indexOf('?');
      return "PostgreSQL " + (query < 0 ? url : url.substring(0, query)) + " as " + user;
    }

    @Override
    public String toString() {
      return describe();
    }
  }
}
