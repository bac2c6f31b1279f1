package io.plumbline.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A store that had no room is not ready until it has. */
final class WatchedStoreTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final MemoryStore memory = new MemoryStore();
  private final SmallDisk disk = new SmallDisk(memory);
  private final WatchedStore store = new WatchedStore(disk, now::get);

  /** A store that counts what is written, and finds no room while it is told so. */
  private static final class SmallDisk extends ForwardingStore {
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean full;
    private volatile StoreException.Code why = StoreException.Code.FULL;

    SmallDisk(Store store) {
      super(store);
    }

    @Override
    public <T> T write(Work<T> work) {
      writes.incrementAndGet();
      if (full) {
        throw new StoreException(why, "on purpose");
      }
      return super.write(work);
    }
  }

  private void fails() {
    disk.full = true;
    assertThatThrownBy(() -> store.write(tx -> true)).isInstanceOf(StoreException.class);
  }

  private void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  @Test
  void store_withRoom_isReady_andNothingIsWritten() {
    pass(HOUR);

    assertThat(store.trouble()).isEmpty();
    assertThat(disk.writes).hasValue(0);
  }

  @Test
  void store_thatStaysFull_isNotReady_howeverLongNobodyWrites() {
    fails();

    for (int hour = 0; hour < 3; hour++) {
      pass(HOUR);
      assertThat(store.trouble()).contains("full");
    }
  }

  @Test
  void store_thatAnotherServerTook_isNotReady_thoughItCanBeRead() {
    disk.why = StoreException.Code.IN_USE;
    fails();
    pass(HOUR);

    assertThat(store.trouble()).contains("in_use");
  }

  @Test
  void store_thatHasRoomAgain_isReadyAfterThePause_withoutAnybodysWrite() {
    fails();
    disk.full = false;

    assertThat(store.trouble()).contains("full");
    pass(WatchedStore.PAUSE);
    assertThat(store.trouble()).isEmpty();
  }

  @Test
  void smallWrite_thatFindsTheLastRoom_doesNotMakeItReady() {
    fails();
    disk.full = false;
    store.write(tx -> true);

    assertThat(store.trouble()).contains("full");
  }

  @Test
  void store_thatIsAskedOften_triesOnceInAPause() {
    fails();
    pass(WatchedStore.PAUSE);
    disk.writes.set(0);
    for (int i = 0; i < 100; i++) {
      assertThat(store.trouble()).contains("full");
    }

    assertThat(disk.writes).hasValue(1);
  }

  @Test
  void trial_leavesNothingBehind() {
    fails();
    disk.full = false;
    pass(WatchedStore.PAUSE);
    assertThat(store.trouble()).isEmpty();

    assertThat(memory.<Integer>read(tx -> tx.keptReplies().forget(now.get(), 10))).isZero();
  }
}
