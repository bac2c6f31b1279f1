package io.plumbline.server.publish;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose n-th write from now fails as it commits, and the others after it or not. */
final class FailingStore extends ForwardingStore {
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean staysAway;
  private volatile boolean isCommitted;
  private volatile Optional<Error> reading = Optional.empty();
  private volatile Runnable after = () -> {};

  FailingStore(Store store) {
    super(store);
  }

  /** Lets so many writes pass; fails the next, and all after it where it stays away. */
  void failAfter(int writes, boolean stays) {
    staysAway = stays;
    isCommitted = false;
    left.set(writes);
  }

  /** Lets so many writes pass; the answer to the next is lost, and the store is away after it. */
  void loseAnswerAfter(int writes) {
    failAfter(writes, true);
    isCommitted = true;
  }

  /** Lets the next reading of a thread that publishes fail. */
  void failReading(Error error) {
    reading = Optional.of(error);
  }

  @Override
  public <T> T read(Work<T> work) {
    if (reading.isPresent() && Thread.currentThread().getName().equals("publishing")) {
      Error error = reading.get();
      reading = Optional.empty();
      throw error;
    }
    return super.read(work);
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
    int[] now = {1};
    T written =
        super.write(
            tx -> {
              T result = work.in(tx);
              now[0] = left.get() == Integer.MAX_VALUE ? 1 : left.getAndDecrement();
              if ((now[0] == 0 && !isCommitted) || (now[0] < 0 && staysAway)) {
                throw new StoreException(StoreException.Code.AWAY, "the test says so");
              }
              return result;
            });
    if (now[0] == 0) {
      throw new StoreException(StoreException.Code.AWAY, "the answer was lost");
    }
    return written;
  }
}
