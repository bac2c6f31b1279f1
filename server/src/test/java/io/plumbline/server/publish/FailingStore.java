package io.plumbline.server.publish;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose n-th write from now fails as it commits, and the others after it or not. */
final class FailingStore extends ForwardingStore {
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean staysAway;
  private volatile Runnable after = () -> {};

  FailingStore(Store store) {
    super(store);
  }

  /** Lets so many writes pass; fails the next, and all after it where it stays away. */
  void failAfter(int writes, boolean stays) {
    staysAway = stays;
    left.set(writes);
  }

  void heal() {
    left.set(Integer.MAX_VALUE);
  }

  /** Whether the write that was to fail has been reached. */
  boolean hasFailed() {
    return left.get() < 0;
  }

  /** Does something after each write from now on, when nothing is open. */
  void afterWrites(Runnable work) {
    after = work;
  }

  @Override
  public <T> T write(Work<T> work) {
    T written = attempt(work);
    after.run();
    return written;
  }

  private <T> T attempt(Work<T> work) {
    return super.write(
        tx -> {
          T result = work.in(tx);
          int now = left.get() == Integer.MAX_VALUE ? 1 : left.getAndDecrement();
          if (now == 0 || (now < 0 && staysAway)) {
            throw new StoreException(StoreException.Code.AWAY, "the test says so");
          }
          return result;
        });
  }
}
