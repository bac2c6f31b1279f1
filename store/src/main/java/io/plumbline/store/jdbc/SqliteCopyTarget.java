package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file under another name until all is in it and on the disk. So nothing has to be written
 * twice, and what a copy that was cut off leaves is no store.
 */
final class SqliteCopyTarget implements CopyTarget {
  private static final int CACHE_KIB = 64 << 10;

  private final Path file;
  private final Path unfinished;
  private final Session session;
  private boolean closed;

  private SqliteCopyTarget(Path file, Path unfinished, Session session) {
    this.file = file;
    this.unfinished = unfinished;
    this.session = session;
  }

  static SqliteCopyTarget at(Path file) {
    Path unfinished = beside(file, "-copying");
    mustBeFree(file);
    make(unfinished);
    boolean ready = false;
    try {
      SQLiteDataSource source = source(unfinished);
      Migrations.take(source, "sqlite", "SQLite file " + unfinished, () -> false);
      Dialect dialect = new SqliteDialect();
      Session session = new Session(source.getConnection(), dialect, new Words());
      session.execute("BEGIN EXCLUSIVE");
      ready = true;
      return new SqliteCopyTarget(file, unfinished, session);
    } catch (SQLException e) {
      throw Failures.of(new SqliteDialect(), e);
    } finally {
      if (!ready) {
        delete(unfinished);
      }
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** The log of another store would be taken for this one's. */
  private static void mustBeFree(Path file) {
    for (Path present : List.of(file, beside(file, "-wal"), beside(file, "-journal"))) {
      if (Files.exists(present)) {
        throw new StoreException(
            StoreException.Code.UNUSABLE,
            "there is a file "
                + present
                + " already; expected a name that nothing has yet: a copy is written to a new"
                + " file");
      }
    }
    if (ServingLock.isTaken(file)) {
      throw new StoreException(
          StoreException.Code.IN_USE, "a server works on the store " + file + "; stop it first");
    }
  }

  private static void make(Path unfinished) {
    try {
      Files.createFile(unfinished, OwnerOnly.at(unfinished));
      // Being told to stop ends the process where it stands.
      unfinished.toFile().deleteOnExit();
    } catch (FileAlreadyExistsException present) {
      throw new StoreException(
          StoreException.Code.IN_USE,
          "there is a file "
              + unfinished
              + ": another copy is being made, or was cut off; delete it where none is",
          present);
    } catch (IOException e) {
      throw unwritable(unfinished, e);
    }
  }

  private static StoreException unwritable(Path file, IOException e) {
    return new StoreException(
        StoreException.Code.UNUSABLE, "cannot write " + file + ": " + Failures.reason(e), e);
  }

  /** Nothing has to outlive the machine before the end. */
  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setPageSize(SqliteDatabase.PAGE_BYTES);
    config.setCacheSize(-CACHE_KIB);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public String describe() {
    return "SQLite file " + file;
  }

  @Override
  public void keep(Collection<String> tables) {
    session.execute("COMMIT");
    session.close();
    closed = true;
    try {
      force(unfinished);
      mustBeFree(file);
      Files.move(unfinished, file);
      Path folder = file.getParent();
      if (folder != null) {
        force(folder);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      session.close();
    }
    delete(unfinished);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
