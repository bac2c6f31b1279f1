package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite file: one connection writes, up to a number of others read beside it. */
final class SqliteDatabase implements Database {
  static final int PAGE_BYTES = 4_096;
  private static final int BUSY_MILLIS = 30_000;
  private static final int MOST_READERS = 16;
  private static final int READER_WAIT_SECONDS = 30;

  /** Pages in the log from which on the writer moves them into the file itself: 512 MiB. */
  private static final int CHECKPOINT_PAGES = 131_072;

  /** The log is cut to this after it was longer. */
  private static final long LOG_BYTES = 1L << 30;

  /** How often a file is tried to be brought to the schema. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_MILLIS = 100;

  private static final int WRITER_CACHE_KIB = 128 << 10;
  private static final int READER_CACHE_KIB = 8 << 10;
  private static final long MAPPED_BYTES = 1L << 40;

  private final Dialect dialect = new SqliteDialect();
  private final Semaphore readers = new Semaphore(MOST_READERS);
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
  private final Path file;
  private final Words words;
  private final Optional<ServingLock> serving;
  private @Nullable SqliteCheckpoints checkpoints;
  private volatile boolean closed;

  private SqliteDatabase(Path file, Words words, Optional<ServingLock> serving) {
    this.file = file;
    this.words = words;
    this.serving = serving;
  }

  static SqliteDatabase open(Path path, StoreMode mode, Words words) {
    Path file = place(path);
    Optional<ServingLock> lock =
        mode == StoreMode.SERVER ? Optional.of(ServingLock.take(file)) : Optional.empty();
    SqliteDatabase database = new SqliteDatabase(file, words, lock);
    try {
      makeFile(file);
      database.prepare(mode);
      if (mode == StoreMode.SERVER) {
        database.checkpoints = new SqliteCheckpoints(database.connect(database.writing()));
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Brings the file to the schema. Of several programs that begin it at once one is hindered by the
   * other at each step: none is half done, and the other has done it when it is tried again.
   */
  private void prepare(StoreMode mode) {
    for (int attempt = 1; !isPrepared(mode, attempt == ATTEMPTS); attempt++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException(StoreException.Code.AWAY, "interrupted", e);
      }
    }
  }

  private boolean isPrepared(StoreMode mode, boolean last) {
    try {
      connect(writing()).close();
      Migrations.take(writing(), "sqlite", describe(), () -> mode == StoreMode.TOOL && isServed());
      return true;
    } catch (StoreException e) {
      // A server that works on a file of an older schema may be one that has just begun it.
      boolean hindered =
          e.code() == StoreException.Code.AWAY
              || e.code() == StoreException.Code.IN_USE
              || e.getCause() instanceof FlywayException;
      if (last || !hindered) {
        throw e;
      }
      return false;
    }
  }

  /** A store that is there and of this schema; nothing is changed by that. */
  static SqliteDatabase present(Path path) {
    SqliteDatabase database = new SqliteDatabase(place(path), new Words(), Optional.empty());
    Migrations.mustBeTaken(
        database.source(config(READER_CACHE_KIB)), "sqlite", database.describe());
    return database;
  }

  /** The real path, so that two ways to one file are one. */
  static Path place(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || absolute.toString().indexOf('?') >= 0) {
      throw unusable(path, "this is no name for a file");
    }
    if (!Files.isDirectory(folder)) {
      throw unusable(path, "there is no folder " + folder);
    }
    if (Files.isDirectory(absolute)) {
      throw unusable(path, "this is a folder");
    }
    try {
      return Files.exists(absolute) ? absolute.toRealPath() : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      throw unusable(path, e.toString());
    }
  }

  /** SQLite gives the files beside a store the permissions of the store itself. */
  private static void makeFile(Path file) {
    try {
      Files.createFile(file, OwnerOnly.at(file));
    } catch (FileAlreadyExistsException present) {
      // Its permissions are its owner's business.
    } catch (IOException e) {
      throw unusable(file, Failures.reason(e));
    }
  }

  private static StoreException unusable(Path path, String why) {
    return new StoreException(
        StoreException.Code.UNUSABLE, "cannot keep a store in " + path + ": " + why);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Session connectWriter() {
    return connect(writing());
  }

  private Session connect(SQLiteDataSource source) {
    return connect(source, Session::new);
  }

  /** What a session is made of. */
  private interface Connected {
    Session by(Connection connection, Dialect dialect, Words words);
  }

  private Session connect(SQLiteDataSource source, Connected connected) {
    try {
      Session session = connected.by(source.getConnection(), dialect, words);
      session.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      session.execute("PRAGMA journal_size_limit = " + LOG_BYTES);
      session.execute("PRAGMA mmap_size = " + MAPPED_BYTES);
      return session;
    } catch (SQLException e) {
      throw new StoreException(
          dialect.codeOf(e), "cannot open " + describe() + ": " + e.getMessage(), e);
    }
  }

  private SQLiteDataSource writing() {
    SQLiteConfig config = config(WRITER_CACHE_KIB);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setPageSize(PAGE_BYTES);
    return source(config);
  }

  private Session connectReader() {
    Session session = connect(source(config(READER_CACHE_KIB)), Session::ofReader);
    session.execute("PRAGMA query_only = 1");
    return session;
  }

  private static SQLiteConfig config(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-cacheKib);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public void beginWriting(Session session) {
    session.execute("BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Session session) {
    session.execute("COMMIT");
  }

  @Override
  public void rollback(Session session) {
    session.execute("ROLLBACK");
  }

  @Override
  public Session borrowReader() {
    boolean granted = false;
    try {
      granted = readers.tryAcquire(READER_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!granted || closed) {
      throw new StoreException(
          StoreException.Code.AWAY, closed ? "the store is closed" : "too many readers at once");
    }
    boolean begun = false;
    try {
      Session known = idle.poll();
      Session session = known == null ? connectReader() : known;
      session.execute("BEGIN");
      begun = true;
      return session;
    } finally {
      if (!begun) {
        readers.release();
      }
    }
  }

  @Override
  public void giveBack(Session session) {
    try {
      session.execute("ROLLBACK");
    } finally {
      session.forget();
      readers.release();
      if (session.isBroken() || closed) {
        session.close();
      } else {
        idle.push(session);
      }
    }
  }

  @Override
  public boolean isServed() {
    return ServingLock.isTaken(file);
  }

  @Override
  public String describe() {
    return "SQLite file " + file;
  }

  @Override
  public void close() {
    closed = true;
    idle.forEach(Session::close);
    idle.clear();
    if (checkpoints != null) {
      checkpoints.close();
    }
    serving.ifPresent(ServingLock::close);
  }
}
