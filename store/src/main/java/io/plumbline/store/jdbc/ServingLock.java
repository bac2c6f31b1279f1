package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a file beside a SQLite store that says a server works on it. The system releases it
 * when the process ends, however it ends.
 */
final class ServingLock implements AutoCloseable {
  /** Whoever looks whether a store is served holds the lock for a moment. */
  private static final int ATTEMPTS = 20;

  private static final long PAUSE_MILLIS = 50;

  /**
   * The locks of this process. To open and close the file once more would release its lock on many
   * systems.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ServingLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock of a store that this process serves from now on. */
  static ServingLock take(Path store) {
    Path file = file(store);
    if (!HELD.add(file)) {
      throw inUse(store);
    }
    boolean taken = false;
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        FileChannel channel = locked(file);
        if (channel != null) {
          taken = true;
          return new ServingLock(file, channel);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNUSABLE, "cannot write " + file + ": " + Failures.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
    throw inUse(store);
  }

  /** Whether a process serves a store. */
  static boolean isTaken(Path store) {
    Path file = file(store);
    if (HELD.contains(file)) {
      return true;
    }
    if (!file.toFile().exists()) {
      return false;
    }
    try (FileChannel channel = locked(file)) {
      return channel == null;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNUSABLE, "cannot read " + file + ": " + Failures.reason(e), e);
    }
  }

  private static @Nullable FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.at(file));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel;
  }

  private static StoreException inUse(Path store) {
    return new StoreException(
        StoreException.Code.IN_USE, "another server works on the store " + store);
  }

  private static Path file(Path store) {
    return store.resolveSibling(store.getFileName() + "-serving");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNUSABLE, "cannot release " + file + ": " + e.getMessage(), e);
    } finally {
      HELD.remove(file);
    }
  }
}
