package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What could not be exported to its end must not look as if it had been. */
@Timeout(120)
final class BrokenExportTest {
  @TempDir Path folder;

  @Test
  void export_whoseStoreGoesAwayHalfWay_isCutOff() throws Exception {
    LeavingStore store = new LeavingStore(new MemoryStore());
    try (LeadsServer server = LeadsServer.start(folder, store, LeadsServer.MODEL)) {
      for (int lead = 0; lead < 20; lead++) {
        String big = "\"path\":\"" + "x".repeat(5000) + "\"";
        server.track("lead-" + lead, "Seen", "e" + lead, big);
      }
      assertThat(server.call("GET", "exports/events", "").body().lines()).hasSize(20);

      store.reads.set(0);
      store.leaves.set(4);

      assertThatThrownBy(() -> server.call("GET", "exports/events", ""))
          .isInstanceOf(IOException.class);
      store.leaves.set(Integer.MAX_VALUE);
      assertThat(server.call("GET", "exports/events", "").body().lines()).hasSize(20);
    }
  }

  /** A store that goes away at a reading of a request. */
  private static final class LeavingStore extends ForwardingStore {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger leaves = new AtomicInteger(Integer.MAX_VALUE);

    LeavingStore(Store store) {
      super(store);
    }

    @Override
    public <T> T read(Work<T> work) {
      boolean ofRequest = Thread.currentThread().getName().startsWith("http");
      if (ofRequest && reads.incrementAndGet() >= leaves.get()) {
        throw new StoreException(StoreException.Code.AWAY, "away");
      }
      return super.read(work);
    }
  }
}
