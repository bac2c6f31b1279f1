package io.plumbline.store.contract;

import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.function.Consumer;

/** A test of a store that is empty at the start. */
public interface OnStore {
  /** An instant to count from, with a nanosecond that must not be lost. */
  Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  Store store();

  /** Changes the store and commits. */
  default void written(Consumer<Transaction> work) {
    store()
        .write(
            tx -> {
              work.accept(tx);
              return true;
            });
  }
}
