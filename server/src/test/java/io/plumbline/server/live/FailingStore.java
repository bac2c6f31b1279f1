package io.plumbline.server.live;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;

/** A store that fails now and then: at the very end of a transaction, or just after its commit. */
final class FailingStore extends ForwardingStore {
  private volatile int failures;
  private volatile int lostAnswers;

  FailingStore(Store store) {
    super(store);
  }

  /** Lets so many writing transactions fail. */
  void fail(int times) {
    failures = times;
  }

  /** Lets so many writing transactions be committed, but seem to have failed. */
  void loseAnswers(int times) {
    lostAnswers = times;
  }

  @Override
  public <T> T write(Work<T> work) {
    T written = attempt(work);
    if (lostAnswers > 0) {
      lostAnswers--;
      throw new StoreException(StoreException.Code.AWAY, "the connection was lost");
    }
    return written;
  }

  private <T> T attempt(Work<T> work) {
    return super.write(
        tx -> {
          T result = work.in(tx);
          if (failures > 0) {
            failures--;
            throw new StoreException(StoreException.Code.AWAY, "the disk failed");
          }
          return result;
        });
  }
}
