package io.plumbline.server.live;

import java.time.Duration;

/**
 * How much is taken in at once and remembered.
 *
 * @param queuedMessages how many messages may wait; more are refused
 * @param queuedBytes how many bytes they may hold, roughly
 * @param batchMessages how many messages one transaction takes at most
 * @param rememberedBytes how many bytes of folded subjects are kept in memory, roughly
 * @param chunk how many subjects are gone over in one transaction when all of them are
 * @param tick how long the lane sleeps at most before it looks at the clock
 * @param checkEvery how often the background check recomputes a subject; zero for never
 * @param rejectsKept how many rejected events are kept
 */
public record LiveSettings(
    int queuedMessages,
    long queuedBytes,
    int batchMessages,
    long rememberedBytes,
    int chunk,
    Duration tick,
    Duration checkEvery,
    long rejectsKept) {
  public static final LiveSettings DEFAULT =
      new LiveSettings(
          50_000,
          64L << 20,
          4_000,
          96L << 20,
          500,
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          100_000);

  /** The same with another limit of messages that wait. */
  public LiveSettings withQueuedMessages(int messages) {
    return new LiveSettings(
        messages,
        queuedBytes,
        batchMessages,
        rememberedBytes,
        chunk,
        tick,
        checkEvery,
        rejectsKept);
  }
}
