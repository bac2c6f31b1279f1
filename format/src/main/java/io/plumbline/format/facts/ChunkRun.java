package io.plumbline.format.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads inputs in chunks on several threads: one thread at a time takes the next chunk, all parse.
 * What becomes known of the chunks is told in their order, whichever thread was faster.
 */
final class ChunkRun {
  private record Done(String file, boolean firstOfFile, long linesBefore, ChunkLog log) {}

  private record Taken(long chunk, ChunkSource source, boolean first, ChunkSource.Task task) {}

  private final List<Input> inputs;
  private final Function<Input, ChunkSource> opener;
  private final ReadOptions options;
  private final Places places = new Places();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Map<Long, Done> untold = new HashMap<>();
  private @Nullable ChunkSource source;
  private @Nullable Throwable failure;
  private int nextInput;
  private boolean firstChunk;
  private long nextChunk;
  private long nextTold;
  private long bytesOfClosed;
  private long rows;
  private long rejected;
  private boolean ended;

  ChunkRun(List<Input> inputs, Function<Input, ChunkSource> opener, ReadOptions options) {
    this.inputs = List.copyOf(inputs);
    this.opener = opener;
    this.options = options;
  }

  /** Reads all; the calling thread works too. */
  ReadCount run() {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < options.threads(); i++) {
      Thread thread = new Thread(this::work, "plumbline-read-" + i);
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    work();
    for (Thread thread : others) {
      join(thread);
    }
    closeSource();
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return new ReadCount(rows, rejected, bytesOfClosed);
  }

  /** Where the chunks' rows stand in the files. */
  Places places() {
    return places;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever fails on a thread is thrown by the caller's
  private void work() {
    Workspace w = new Workspace();
    try {
      for (Optional<Taken> taken = take(w); taken.isPresent(); taken = take(w)) {
        Taken t = taken.get();
        ChunkLog log = new ChunkLog();
        try {
          t.task.run(t.chunk, log);
        } catch (IOException e) {
          throw Input.failed(t.source.name(), e);
        }
        finish(t, log);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    lock.lock();
    try {
      failure = failure == null ? e : failure;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Taken> take(Workspace w) {
    lock.lock();
    try {
      // What was read ahead of the slowest chunk waits in memory to be told, so it is bounded.
      while (failure == null && nextChunk - nextTold > 4L * options.threads()) {
        told.awaitUninterruptibly();
      }
      while (failure == null && !ended) {
        ChunkSource from = source == null ? openNext() : source;
        if (from == null) {
          ended = true;
          break;
        }
        Optional<ChunkSource.Task> task = from.next(w);
        if (task.isPresent()) {
          boolean first = firstChunk;
          firstChunk = false;
          return Optional.of(new Taken(nextChunk++, from, first, task.get()));
        }
        closeSource();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw Input.failed(source == null ? "" : source.name(), e);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ChunkSource openNext() {
    if (nextInput == inputs.size()) {
      return null;
    }
    source = opener.apply(inputs.get(nextInput++));
    firstChunk = true;
    return source;
  }

  private void closeSource() {
    ChunkSource closing = source;
    source = null;
    if (closing != null) {
      bytesOfClosed += closing.bytesRead();
      try {
        closing.close();
      } catch (IOException e) {
        throw Input.failed(closing.name(), e);
      }
    }
  }

  private void finish(Taken t, ChunkLog log) {
    lock.lock();
    try {
      untold.put(t.chunk, new Done(t.source.name(), t.first, t.source.linesBefore(), log));
      for (Done done = untold.remove(nextTold); done != null; done = untold.remove(nextTold)) {
        nextTold++;
        tell(done);
      }
      told.signalAll();
      long bytes = bytesOfClosed + (source == null ? 0 : source.bytesRead());
      options.progress().reached(bytes, rows);
    } finally {
      lock.unlock();
    }
  }

  private void tell(Done done) {
    long before =
        done.firstOfFile
            ? places.startFile(done.file, done.linesBefore, done.log.lines)
            : places.add(done.log.lines);
    ChunkLog log = done.log;
    for (int i = 0; i < log.rejections(); i++) {
      options.rejected().accept(log.rejection(i, done.file, before));
    }
    rows += log.rows;
    rejected += log.rejections();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
