package io.plumbline.server.leads;

import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes (late, in the future, unknown again; merges and their undoing, failing disks,
 * restarts, other versions, subjects that memory has no room for, columns that are filled beside
 * it): lists show what the store says. {@code -Dseed=N} runs one case, {@code -Dlong=true} many.
 */
class ListLawTest {
  private static final int CASES = 6;
  private static final int STEPS = 60;
  private static final int LONG = 30;

  @TempDir Path folder;

  @Test
  void lists_afterAnyTraffic_areWhatTheStoreSays() {
    Long seed = Long.getLong("seed");
    long first = seed == null ? 1 : seed;
    long cases = seed != null ? 1 : Boolean.getBoolean("long") ? (long) CASES * LONG : CASES;
    for (long one = first; one < first + cases; one++) {
      run(one);
    }
  }

  private void run(long seed) {
    StoreAddress address = new StoreAddress.Sqlite(folder.resolve("lists-" + seed + ".db"));
    SlowReads store = new SlowReads(Stores.open(address, StoreMode.SERVER));
    try (ListedTraffic traffic = new ListedTraffic(seed, store)) {
      for (int i = 0; i < STEPS; i++) {
        traffic.step();
      }
      traffic.verify();
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError("seed " + seed, failed);
    }
  }
}
