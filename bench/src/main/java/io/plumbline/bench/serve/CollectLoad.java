package io.plumbline.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Batches of events for a while, from a few connections, and how long scores lag behind after. */
final class CollectLoad {
  static final int EVENTS = 100;
  private static final int BATCHES = 32;

  private final Target target;
  private final Shape shape;
  private final Times times = new Times();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private CollectLoad(Target target, Shape shape) {
    this.target = target;
    this.shape = shape;
  }

  /**
   * How hard and how long.
   *
   * @param rate events a second; 0 for as many as there can be
   */
  record Shape(int connections, int leads, Duration time, int rate, long seed) {}

  /**
   * What came of it.
   *
   * @param refused batches answered 429
   * @param delay until the scores had all events, after the last was acknowledged
   */
  record Result(double perSecond, long accepted, long refused, Times times, Duration delay) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.0f events/s (%d accepted, %d batches refused), a batch %s, up to date after %d ms",
          perSecond,
          accepted,
          refused,
          times,
          delay.toMillis());
    }
  }

  static Result run(Target target, Shape shape) throws IOException, InterruptedException {
    return new CollectLoad(target, shape).run();
  }

  private Result run() throws IOException, InterruptedException {
    ExecutorService senders = Executors.newFixedThreadPool(shape.connections());
    long start = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < shape.connections(); i++) {
      int lane = i;
      all.add(
          senders.submit(
              () -> {
                send(lane, start);
                return lane;
              }));
    }
    try {
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("a sender failed", failed.getCause());
    } finally {
      senders.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration delay = Freshness.await(target, shape.seed());
    return new Result(accepted.get() / seconds, accepted.get(), refused.get(), times, delay);
  }

  private void send(int lane, long start) throws IOException {
    SplittableRandom random = new SplittableRandom(shape.seed() * 1000 + lane);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(Batch.of(EVENTS, target.writeKey(), random));
    }
    long between =
        shape.rate() == 0 ? 0 : 1_000_000_000L * EVENTS * shape.connections() / shape.rate();
    long due = start + between * lane / shape.connections();
    long end = start + shape.time().toNanos();
    long id = (shape.seed() << 40) | ((long) lane << 32);
    try (Wire wire = new Wire(target.port())) {
      for (int turn = 0; System.nanoTime() < end; turn++) {
        if (between > 0) {
          Pace.until(due);
        }
        long from = between > 0 ? due : System.nanoTime();
        due += between;
        Batch batch = batches.get(turn % BATCHES);
        deliver(wire, batch.patch(id, random, shape.leads(), Instant.now()), from);
        id += EVENTS;
      }
    }
  }

  /** As a client does: what was refused is sent again, the same, after a while. */
  private void deliver(Wire wire, byte[] request, long from) throws IOException {
    while (true) {
      int status = wire.exchange(request);
      if (status == 200) {
        times.add(System.nanoTime() - from);
        accepted.addAndGet(EVENTS);
        return;
      }
      if (status != 429) {
        throw new IOException("a batch was answered " + status + ": " + wire.body());
      }
      refused.incrementAndGet();
      LockSupport.parkNanos(200_000_000L);
    }
  }
}
