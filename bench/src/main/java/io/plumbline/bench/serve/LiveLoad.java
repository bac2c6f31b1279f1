package io.plumbline.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Single events at a fixed rate, and the time from when one was due until its lead's changed score
 * is read. An event that could not be sent in time counts from when it should have been.
 */
final class LiveLoad {
  private static final int LEADS = 100_000;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final int PROBES = 8_000_000;

  private final Target target;
  private final Shape shape;
  private final AtomicLong next = new AtomicLong();
  private final Times acknowledged = new Times();
  private final Times readable = new Times();

  private LiveLoad(Target target, Shape shape) {
    this.target = target;
    this.shape = shape;
  }

  /**
   * How hard and how long.
   *
   * @param rate events a second
   * @param probeEvery of how many events one has its lead read; 1 for all
   * @param seed tells the leads of one load from those of another
   */
  record Shape(int connections, int rate, Duration time, int probeEvery, int seed) {}

  /** Time until the acknowledgement, and until the changed score was read. */
  record Result(Times acknowledged, Times readable) {
    @Override
    public String toString() {
      return "acknowledged " + acknowledged + "; score readable " + readable;
    }
  }

  static Result run(Target target, Shape shape) throws IOException, InterruptedException {
    return new LiveLoad(target, shape).run();
  }

  private Result run() throws IOException, InterruptedException {
    ExecutorService senders = Executors.newFixedThreadPool(shape.connections());
    long start = System.nanoTime() + 50_000_000L;
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < shape.connections(); i++) {
      String key = target.secretKey(i);
      all.add(
          senders.submit(
              () -> {
                send(start, key);
                return start;
              }));
    }
    try {
      for (Future<?> one : all) {
        one.get();
      }
      return new Result(acknowledged, readable);
    } catch (ExecutionException failed) {
      throw new IOException("a sender failed", failed.getCause());
    } finally {
      senders.shutdownNow();
    }
  }

  private void send(long start, String key) throws IOException {
    Batch event = Batch.reply(target.writeKey());
    long count = shape.rate() * shape.time().toSeconds();
    try (Wire wire = new Wire(target.port())) {
      for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
        long due = start + n * 1_000_000_000L / shape.rate();
        Pace.until(due);
        boolean isProbe = n % shape.probeEvery() == 0;
        int lead =
            isProbe
                ? PROBES + (int) ((shape.seed() * count + n) % 900_000)
                : (int) (n * 7919 % LEADS);
        int status = wire.exchange(event.patch(id(n), lead, Instant.now()));
        if (status != 200) {
          throw new IOException("an event was answered " + status + ": " + wire.body());
        }
        acknowledged.add(System.nanoTime() - due);
        if (isProbe) {
          awaitScore(wire, key, lead, due);
        }
      }
    }
  }

  private long id(long n) {
    return (3L << 60) | ((long) shape.seed() << 40) | n;
  }

  /** The lead of a probe is new: it has a score as soon as its event counts. */
  private void awaitScore(Wire wire, String key, int lead, long due) throws IOException {
    while (Freshness.total(wire, key, lead).isEmpty()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    readable.add(System.nanoTime() - due);
  }
}
