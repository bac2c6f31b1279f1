package io.plumbline.server.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One way through the keys of all subjects, range by range, on several threads. */
final class Sweep {
  private final int threads;
  private final int rangeSize;
  private final Progress progress;
  private final AtomicLong next = new AtomicLong(1);
  private final AtomicBoolean broken = new AtomicBoolean();

  /** Work on the subjects of a range of keys, both ends included; used by one thread. */
  interface RangeWork {
    void range(long from, long to);

    /** After the last range. */
    default void finish() {}
  }

  Sweep(int threads, int rangeSize, Progress progress) {
    this.threads = threads;
    this.rangeSize = rangeSize;
    this.progress = progress;
  }

  /**
   * Goes through all keys up to the highest and returns when all is done.
   *
   * @param work makes what each thread works with
   * @throws RuntimeException what the work throws first; then the rest is left undone
   */
  void run(long highest, Supplier<? extends RangeWork> work) {
    progress.begin(highest);
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      RangeWork own = work.get();
      tasks.add(new FutureTask<>(() -> ranges(highest, own)));
    }
    for (FutureTask<Boolean> task : tasks.subList(1, threads)) {
      Thread thread = new Thread(task, "sweep");
      thread.setDaemon(true);
      thread.start();
    }
    tasks.get(0).run();
    List<Throwable> failures = new ArrayList<>();
    // All of them have ended before anybody cleans up behind them.
    tasks.forEach(task -> await(task).ifPresent(failures::add));
    if (!failures.isEmpty()) {
      fail(failures.get(0));
    }
  }

  private boolean ranges(long highest, RangeWork work) {
    boolean done = false;
    try {
      for (long from = next(); from <= highest && !broken.get(); from = next()) {
        progress.check();
        long to = Math.min(highest, from + rangeSize - 1);
        work.range(from, to);
        progress.add(to - from + 1, 0);
      }
      work.finish();
      done = true;
      return true;
    } finally {
      broken.compareAndSet(false, !done);
    }
  }

  private long next() {
    return next.getAndAdd(rangeSize);
  }

  private Optional<Throwable> await(FutureTask<Boolean> task) {
    try {
      task.get();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken.set(true);
      return Optional.of(e);
    } catch (ExecutionException e) {
      return Optional.of(e.getCause() == null ? e : e.getCause());
    }
  }

  private static void fail(Throwable failure) {
    if (failure instanceof RuntimeException known) {
      throw known;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }
}
