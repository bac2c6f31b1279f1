package io.plumbline.server.live;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;

/** A store on a disk that fails now and then, at the very end of a transaction. */
final class FailingStore extends ForwardingStore {
  private volatile int failures;

  FailingStore(Store store) {
    super(store);
  }

  /** Lets so many writing transactions fail. */
  void fail(int times) {
    failures = times;
  }

  @Override
  public <T> T write(Work<T> work) {
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
