package io.plumbline.server.collect;

import io.plumbline.server.live.Ingest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * What every request for collection shares: who takes bodies, how much memory they may hold
 * together, and who answers.
 */
public final class CollectionDesk {
  /** Bodies of one request that did not come in whole until then are given up. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** Bodies on their way in; a part of the heap, for clients that are slow. */
  private static final int HEAP_PART_RECEIVING = 16;

  private static final long LEAST_RECEIVING_BYTES = 16L << 20;

  /** Bodies being read or waiting for the disk: read, they take up to thirty times the room. */
  private static final int HEAP_PART_PENDING = 64;

  /** While it grows, a body takes twice its room, which nobody has counted yet. */
  private static final int INFLATED_AT_ONCE = 4;

  private final Collector collector;
  private final Origins origins;
  private final InstantSource clock;
  private final Executor replies;
  private final ByteBudget receiving;
  private final ByteBudget pending;
  private final Semaphore inflating = new Semaphore(INFLATED_AT_ONCE);

  /**
   * A desk.
   *
   * @param replies runs what writes answers, and never waits for the store
   */
  public CollectionDesk(
      Ingest ingest,
      WriteKeys keys,
      CollectionSettings settings,
      InstantSource clock,
      Executor replies) {
    collector = new Collector(ingest, keys, settings);
    origins = new Origins(settings);
    this.clock = clock;
    this.replies = replies;
    long heap = Runtime.getRuntime().maxMemory();
    receiving = new ByteBudget(Math.max(LEAST_RECEIVING_BYTES, heap / HEAP_PART_RECEIVING));
    pending = new ByteBudget(pendingBytes(heap));
  }

  /** At least the largest body, or it could never be taken. */
  static long pendingBytes(long heap) {
    return Math.max(CollectionLimits.BODY_BYTES, heap / HEAP_PART_PENDING);
  }

  /**
   * A body without its packing, its bytes taken from those that may be pending; empty where there
   * are not so many left.
   */
  Optional<byte[]> unpacked(byte[] body) {
    if (!Inflated.isPacked(body)) {
      return counted(body);
    }
    inflating.acquireUninterruptibly();
    try {
      return counted(Inflated.of(body));
    } finally {
      inflating.release();
    }
  }

  private Optional<byte[]> counted(byte[] body) {
    return pending.take(body.length) ? Optional.of(body) : Optional.empty();
  }

  /**
   * Takes a batch of Segment's family as if it had come over HTTP: for programs that have one in
   * memory, and for measuring what reading it takes.
   *
   * @return completes with the number of calls that were listed as rejected
   */
  public CompletionStage<Integer> take(byte[] body, String key, Instant received) {
    return collector.collect(
        new Delivery(body, Language.SEGMENT, Optional.of(key), false, Optional.empty(), received));
  }

  Collector collector() {
    return collector;
  }

  Origins origins() {
    return origins;
  }

  InstantSource clock() {
    return clock;
  }

  Executor replies() {
    return replies;
  }

  ByteBudget receiving() {
    return receiving;
  }

  ByteBudget pending() {
    return pending;
  }
}
