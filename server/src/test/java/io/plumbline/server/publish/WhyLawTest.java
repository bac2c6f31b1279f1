package io.plumbline.server.publish;

import io.plumbline.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

/**
 * Whatever lies between two instants (merges and their undoing, publications with other scales and
 * slices, rollbacks, pilots, disqualifications, late facts, midnights): why a score changed adds up
 * on every level, and past versions and scores are those that were shown. {@code -Dseed=N} runs one
 * case, {@code -Dlong=true} many.
 */
class WhyLawTest {
  private static final int CASES = Boolean.getBoolean("long") ? 500 : 25;
  private static final int STEPS = 40;

  @Test
  void why_betweenAnyTwoInstantsOfAnyHistory_addsUpAndTellsWhatWasShown() {
    Long seed = Long.getLong("seed");
    long first = seed == null ? 1 : seed;
    long last = seed == null ? CASES : seed;
    for (long one = first; one <= last; one++) {
      try (PublishedTraffic traffic = new PublishedTraffic(new MemoryStore(), one)) {
        for (int i = 0; i < STEPS; i++) {
          traffic.step();
        }
        traffic.verify();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("-Dseed=" + one, broken);
      }
    }
  }
}
