package io.plumbline.store.memory;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory. Readers and the writer take turns, so what a reader sees does not change; a
 * writer waits until no reader is at work.
 */
public final class MemoryStore implements Store {
  private final Journal journal = new Journal();
  private final MemoryTransaction transaction = new MemoryTransaction(journal);
  private final Object turn = new Object();
  private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
  private int readers;
  private @Nullable Thread writer;

  @Override
  public <T> T write(Work<T> work) {
    startWriting();
    boolean done = false;
    try {
      T result = work.in(transaction);
      done = true;
      return result;
    } finally {
      stopWriting(done);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    startReading();
    try {
      return work.in(transaction);
    } finally {
      stopReading();
    }
  }

  @Override
  public boolean isServed() {
    return false;
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public void close() {}

  private void startWriting() {
    synchronized (turn) {
      if (writer == Thread.currentThread() || depth.get() > 0) {
        throw new IllegalStateException("a transaction of this thread is open already");
      }
      await(() -> writer == null && readers == 0);
      writer = Thread.currentThread();
      journal.begin();
    }
  }

  private void stopWriting(boolean done) {
    synchronized (turn) {
      if (done) {
        journal.commit();
      } else {
        journal.rollback();
      }
      writer = null;
      turn.notifyAll();
    }
  }

  private void startReading() {
    synchronized (turn) {
      if (writer == Thread.currentThread()) {
        throw new IllegalStateException("a transaction of this thread is open already");
      }
      await(() -> writer == null);
      readers++;
      depth.set(depth.get() + 1);
    }
  }

  private void stopReading() {
    synchronized (turn) {
      readers--;
      depth.set(depth.get() - 1);
      turn.notifyAll();
    }
  }

  private void await(BooleanSupplier free) {
    synchronized (turn) {
      try {
        while (!free.getAsBoolean()) {
          turn.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException(
            StoreException.Code.AWAY, "interrupted while waiting for the store", e);
      }
    }
  }
}
