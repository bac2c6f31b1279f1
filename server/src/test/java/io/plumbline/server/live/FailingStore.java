package io.plumbline.server.live;

import io.plumbline.store.Store;
import io.plumbline.store.StoreException;

/** A store on a disk that fails now and then, at the very end of a transaction. */
final class FailingStore implements Store {
  private final Store store;
  private volatile int failures;

  FailingStore(Store store) {
    this.store = store;
  }

  /** Lets so many writing transactions fail. */
  void fail(int times) {
    failures = times;
  }

  @Override
  public <T> T write(Work<T> work) {
    return store.write(
        tx -> {
          T result = work.in(tx);
          if (failures > 0) {
            failures--;
            throw new StoreException(StoreException.Code.AWAY, "the disk failed");
          }
          return result;
        });
  }

  @Override
  public <T> T read(Work<T> work) {
    return store.read(work);
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
