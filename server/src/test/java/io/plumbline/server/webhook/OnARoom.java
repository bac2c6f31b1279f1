package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.memory.MemoryStore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A room on a store in memory with a receiver, for tests of what is sent. */
abstract class OnARoom {
  @TempDir Path folder;
  final MemoryStore store = new MemoryStore();
  final Receiver receiver = new Receiver();
  Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(store, folder);
  }

  @AfterEach
  void close() {
    desk.close();
    receiver.close();
  }

  List<Delivery> log(long endpoint) {
    return store.read(
        tx -> tx.outbox().log(endpoint, Optional.empty(), EnumSet.allOf(State.class), 1000));
  }

  static void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  boolean allAre(long endpoint, State state) {
    return log(endpoint).stream().allMatch(it -> it.state() == state);
  }
}
