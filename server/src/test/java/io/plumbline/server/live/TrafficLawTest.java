package io.plumbline.server.live;

import io.plumbline.core.oracle.RandomCase;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.memory.MemoryStore;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes in whatever order (late, early, in the future, twice; identities that merge and
 * part; midnights, restarts, failing disks, other models): every stored score is the oracle's
 * function of the facts. {@code -Dseed=N} runs one case, {@code -Dlong=true} many.
 */
class TrafficLawTest {
  private static final int CASES = 60;
  private static final int STEPS = 40;
  private static final int LONG = 50;

  @Test
  void scores_afterAnyTraffic_areTheOraclesFunctionOfTheFacts() {
    Long seed = Long.getLong("seed");
    long first = seed == null ? 1 : seed;
    long cases = seed != null ? 1 : Boolean.getBoolean("long") ? (long) CASES * LONG : CASES;
    for (long one = first; one < first + cases; one++) {
      run(one, new MemoryStore());
    }
  }

  @Test
  void scores_afterAnyTrafficOnSqlite_areTheOraclesFunctionOfTheFacts(@TempDir Path folder) {
    // Columns of instants hold the years 1678 to 2261; a server's clock is never elsewhere.
    for (long seed :
        LongStream.range(1_000, 1_020).filter(TrafficLawTest::isOfOurTime).limit(4).toArray()) {
      run(
          seed,
          Stores.open(new StoreAddress.Sqlite(folder.resolve(seed + ".db")), StoreMode.SERVER));
    }
  }

  private static boolean isOfOurTime(long seed) {
    int year = RandomCase.of(seed, 1).era().day().getYear();
    return year > 1700 && year < 2200;
  }

  private static void run(long seed, Store store) {
    try (Traffic traffic = new Traffic(seed, store)) {
      for (int step = 0; step < STEPS; step++) {
        traffic.step();
      }
      traffic.end();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }
}
