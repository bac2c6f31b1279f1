package io.plumbline.server.leads;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;

/** A store whose pictures are a moment old before anybody looks at them, and that can fail. */
final class SlowReads implements Store {
  private final Store store;
  private volatile boolean fails;

  SlowReads(Store store) {
    this.store = store;
  }

  /** Lets the next writing transaction fail, or none. */
  void failOnce(boolean next) {
    fails = next;
  }

  @Override
  public <T> T write(Work<T> work) {
    return store.write(
        tx -> {
          T result = work.in(tx);
          if (fails) {
            fails = false;
            throw new StoreException(StoreException.Code.AWAY, "the disk failed");
          }
          return result;
        });
  }

  @Override
  public <T> T read(Work<T> work) {
    return store.read(
        tx -> {
          if (Thread.currentThread().getName().contains("ForkJoinPool")) {
            // The picture is taken by the first question.
            long highest = tx.profiles().highestKey();
            pause(highest % 3 + 1);
          }
          return work.in(tx);
        });
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isServed() {
    return store.isServed();
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
