package io.plumbline.server.start;

import io.plumbline.store.Store;
import java.util.Optional;

/**
 * A store that stops for a test: before and after each write of the lane, when nothing is open, and
 * as soon as a reader has its picture.
 */
final class SteppedStore implements Store {
  private static final String LANE = "plumbline-lane";
  private static final Runnable NOTHING = () -> {};

  private final Store store;
  private volatile Runnable step = NOTHING;
  private volatile Optional<Runnable> nextReader = Optional.empty();

  SteppedStore(Store store) {
    this.store = store;
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
    T result = store.write(work);
    if (ofLane) {
      step.run();
    }
    return result;
  }

  @Override
  public <T> T read(Work<T> work) {
    Optional<Runnable> meanwhile = nextReader;
    nextReader = Optional.empty();
    return store.read(
        tx -> {
          if (meanwhile.isPresent()) {
            tx.models().ids();
            meanwhile.get().run();
          }
          return work.in(tx);
        });
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
