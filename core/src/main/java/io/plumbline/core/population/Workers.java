package io.plumbline.core.population;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs numbered tasks on a number of threads, the calling one among them. */
final class Workers {
  private Workers() {}

  /** Runs tasks 0 to {@code tasks - 1}; the first failure stops the rest and is thrown. */
  static void run(int threads, int tasks, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable loop =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
              task.accept(i);
            }
          } catch (RuntimeException | Error thrown) {
            next.set(tasks);
            failure.compareAndSet(null, thrown);
          }
        };
    Thread[] others = new Thread[Math.max(0, Math.min(threads, tasks) - 1)];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(loop, "plumbline-" + (i + 1));
      others[i].setDaemon(true);
      others[i].start();
    }
    loop.run();
    for (Thread other : others) {
      join(other);
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scoring", interrupted);
    }
  }
}
