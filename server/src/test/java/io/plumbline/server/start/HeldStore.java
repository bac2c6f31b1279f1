package io.plumbline.server.start;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/**
 * A store that can be away or full, and at which those who read all of it, and the lane, can be
 * held.
 */
final class HeldStore extends ForwardingStore {
  private volatile CountDownLatch readers = new CountDownLatch(0);
  private volatile CountDownLatch lane = new CountDownLatch(0);
  private volatile boolean away;
  private volatile boolean full;

  HeldStore(Store store) {
    super(store);
  }

  void holdReaders() {
    readers = new CountDownLatch(1);
  }

  void holdLane() {
    lane = new CountDownLatch(1);
  }

  void letGo() {
    readers.countDown();
    lane.countDown();
  }

  void away(boolean is) {
    away = is;
  }

  /** Nothing can be written, all be read. */
  void full(boolean is) {
    full = is;
  }

  @Override
  public <T> T write(Work<T> work) {
    requireHere();
    if (full) {
      throw new StoreException(StoreException.Code.FULL, "there is no room left for the store");
    }
    if (Thread.currentThread().getName().equals("plumbline-lane")) {
      await(lane);
    }
    return super.write(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    requireHere();
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      await(readers);
    }
    return super.read(work);
  }

  private static void await(CountDownLatch gate) {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let go");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireHere() {
    if (away) {
      throw new StoreException(StoreException.Code.AWAY, "the database does not answer");
    }
  }

  @Override
  public void close() {
    letGo();
    super.close();
  }
}
