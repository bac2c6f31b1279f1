package io.plumbline.server.leads;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;

/** A store whose pictures are a moment old before anybody looks at them, and that can fail. */
final class SlowReads extends ForwardingStore {
  private volatile boolean fails;

  SlowReads(Store store) {
    super(store);
  }

  /** Lets the next writing transaction fail, or none. */
  void failOnce(boolean next) {
    fails = next;
  }

  @Override
  public <T> T write(Work<T> work) {
    return super.write(
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
    return super.read(
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
}
