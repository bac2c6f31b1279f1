package io.plumbline.server.start;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import java.util.Optional;

/**
 * A store that stops for a test: before and after each write of the lane, when nothing is open, and
 * as soon as a reader has its picture.
 */
final class SteppedStore extends ForwardingStore {
  private static final String LANE = "plumbline-lane";
  private static final Runnable NOTHING = () -> {};

  private volatile Runnable step = NOTHING;
  private volatile Optional<Runnable> nextReader = Optional.empty();

  SteppedStore(Store store) {
    super(store);
  }

  /** Does something between any two steps of the lane, which waits for it. */
  void between(Runnable readers) {
    step = readers;
  }

  void goOn() {
    step = NOTHING;
  }

  /** Does something while the next reader, who has its picture already, waits for it. */
  void whileNextReads(Runnable meanwhile) {
    nextReader = Optional.of(meanwhile);
  }

  @Override
  public <T> T write(Work<T> work) {
    boolean ofLane = Thread.currentThread().getName().equals(LANE);
    if (ofLane) {
      step.run();
    }
    T result = super.write(work);
    if (ofLane) {
      step.run();
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    Optional<Runnable> meanwhile = nextReader;
    nextReader = Optional.empty();
    return super.read(
        tx -> {
          if (meanwhile.isPresent()) {
            tx.models().ids();
            meanwhile.get().run();
          }
          return work.in(tx);
        });
  }
}
