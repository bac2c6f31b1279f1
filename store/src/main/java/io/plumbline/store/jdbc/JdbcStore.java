package io.plumbline.store.jdbc;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A store in a database. The writer has one connection of its own, which is opened again after it
 * was lost.
 */
public final class JdbcStore implements Store {
  private final Database database;
  private final Words words;
  private final ReentrantLock writing = new ReentrantLock(true);

  /** Of this store alone: a thread may read another one meanwhile. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Session> reading = new ThreadLocal<>();

  private @Nullable Session writer;
  private boolean closed;

  private JdbcStore(Database database, Words words) {
    this.database = database;
    this.words = words;
  }

  /** Opens a store in a file, which is made where there is none. */
  public static Store sqlite(Path file, StoreMode mode) {
    Words words = new Words();
    return ready(new JdbcStore(SqliteDatabase.open(file, mode, words), words));
  }

  /**
   * Opens a store in a PostgreSQL database.
   *
   * @param url of JDBC, without a password
   */
  public static Store postgres(String url, String user, String password, StoreMode mode) {
    Words words = new Words();
    var access = new PostgresDatabase.Access(url, user, password, false);
    return ready(new JdbcStore(PostgresDatabase.open(access, mode, words), words));
  }

  /** Connects at once, so that whatever is wrong is said when the store is opened. */
  private static Store ready(JdbcStore store) {
    try {
      store.writer = store.database.connectWriter();
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    if (writing.isHeldByCurrentThread() || reading.get() != null) {
      throw new IllegalStateException("a transaction of this thread is open already");
    }
    writing.lock();
    try {
      Session session = begin();
      boolean done = false;
      try {
        T result = work.in(new JdbcTransaction(session));
        session.flush();
        database.commit(session);
        words.committed();
        done = true;
        return result;
      } finally {
        if (!done) {
          undo(session);
        }
      }
    } finally {
      writing.unlock();
    }
  }

  /** Begins on the writer's connection, on a new one where that was lost since it was used. */
  private Session begin() {
    Session session = connected();
    try {
      database.beginWriting(session);
      return session;
    } catch (StoreException e) {
      drop();
      if (e.code() != StoreException.Code.AWAY) {
        throw e;
      }
    }
    session = connected();
    database.beginWriting(session);
    return session;
  }

  private Session connected() {
    if (closed) {
      throw new StoreException(StoreException.Code.AWAY, "the store is closed");
    }
    if (writer != null && writer.isBroken()) {
      drop();
    }
    Session session = writer == null ? database.connectWriter() : writer;
    writer = session;
    return session;
  }

  private void undo(Session session) {
    session.forget();
    words.rolledBack();
    try {
      database.rollback(session);
    } catch (StoreException e) {
      drop();
    }
    if (session.isBroken()) {
      drop();
    }
  }

  private void drop() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction of this thread is open already");
    }
    Session open = reading.get();
    if (open != null) {
      // With a second connection, readers that each hold one could wait for another for ever.
      return work.in(new JdbcTransaction(open));
    }
    Session session = database.borrowReader();
    reading.set(session);
    try {
      return work.in(new JdbcTransaction(session));
    } finally {
      reading.remove();
      database.giveBack(session);
    }
  }

  @Override
  public boolean isServed() {
    return database.isServed();
  }

  @Override
  public String describe() {
    return database.describe();
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      drop();
      database.close();
    } finally {
      writing.unlock();
    }
  }
}
