package io.plumbline.format.result;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on ranges of rows, done by several threads and handed on in order. No more than two ranges a
 * thread are under way or waiting at any time, so memory does not grow with the rows.
 *
 * @param <T> what a range becomes
 */
final class OrderedBatches<T> {

  /** Makes something of the rows {@code from..to-1}; called on any thread. */
  interface Work<T> {
    T of(int from, int to);
  }

  /** Takes what became of each range, in order, on the caller's thread. */
  interface Sink<T> {
    void take(T made) throws IOException;
  }

  private final Work<T> work;
  private final int threads;

  OrderedBatches(Work<T> work, int threads) {
    this.work = work;
    this.threads = threads;
  }

  void run(int rows, int batch, Sink<T> sink) throws IOException {
    if (threads == 1 || rows <= batch) {
      for (int from = 0; from < rows; from += Math.min(batch, rows - from)) {
        sink.take(work.of(from, from + Math.min(batch, rows - from)));
      }
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads, OrderedBatches::daemon);
    try {
      runOn(workers, rows, batch, sink);
    } finally {
      workers.shutdownNow();
    }
  }

  private void runOn(ExecutorService workers, int rows, int batch, Sink<T> sink)
      throws IOException {
    Deque<Future<T>> waiting = new ArrayDeque<>();
    int next = 0;
    while (next < rows || !waiting.isEmpty()) {
      while (next < rows && waiting.size() < 2 * threads) {
        int from = next;
        int to = from + Math.min(batch, rows - from);
        waiting.add(workers.submit(() -> work.of(from, to)));
        next = to;
      }
      sink.take(result(waiting.remove()));
    }
  }

  private static <T> T result(Future<T> made) throws IOException {
    try {
      return made.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run, "format rows");
    thread.setDaemon(true);
    return thread;
  }
}
