package io.plumbline.server.live;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.LaneQueue.Item;
import io.plumbline.server.live.LaneQueue.Job;
import io.plumbline.server.live.LaneQueue.Request;
import io.plumbline.store.Reject;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that everything which changes scores is done on, one thing after the other. */
final class Lane implements Ingest, WriteLane, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final LaneQueue queue;
  private final Commits commits;
  private final Batches batches;
  private final Keeper keeper;
  private final LiveSettings settings;
  private final Thread thread;

  Lane(LaneQueue queue, Commits commits, Batches batches, Keeper keeper, LiveSettings settings) {
    this.queue = queue;
    this.commits = commits;
    this.batches = batches;
    this.keeper = keeper;
    this.settings = settings;
    thread = new Thread(this::run, "plumbline-lane");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public CompletionStage<Taken> take(List<Received> messages, List<Reject> rejects) {
    if (messages.isEmpty() && rejects.isEmpty()) {
      return CompletableFuture.completedFuture(new Taken(0, 0));
    }
    return queue.offer(messages, rejects).taken();
  }

  @Override
  public <T> CompletableFuture<T> submit(Store.Work<T> job) {
    return submit(job, unused -> {});
  }

  @Override
  public <T> CompletableFuture<T> submit(Store.Work<T> job, Consumer<? super T> committed) {
    CompletableFuture<T> done = new CompletableFuture<>();
    queue.offer(new Job(() -> complete(done, () -> commits.foreign(job, committed))));
    return done;
  }

  /** Does something in the lane's own ways, between two transactions. */
  <T> CompletableFuture<T> next(Doing<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    queue.offer(new Job(() -> complete(done, work)));
    return done;
  }

  /** What the lane can be asked to do. */
  interface Doing<T> {
    T now();
  }

  private static <T> void complete(CompletableFuture<T> done, Doing<T> work) {
    T result;
    try {
      result = work.now();
    } catch (StoreException failed) {
      done.completeExceptionally(refusal(failed));
      return;
    } catch (RuntimeException | Error failed) {
      done.completeExceptionally(failed);
      return;
    }
    done.complete(result);
  }

  static Refusal refusal(StoreException failed) {
    Refusal refusal =
        new Refusal(
            Refusal.Code.UNAVAILABLE,
            failed.getMessage() == null ? "the store is away" : failed.getMessage(),
            Optional.of(Duration.ofSeconds(2)));
    refusal.initCause(failed);
    return refusal;
  }

  private void run() {
    while (!queue.isClosed() || !queue.isEmpty()) {
      try {
        boolean more = keeper.tick();
        Item item = queue.poll(more || queue.isClosed() ? Duration.ZERO : settings.tick());
        handle(item);
      } catch (InterruptedException stopped) {
        queue.close();
      } catch (RuntimeException | Error failed) {
        LOG.error("The lane goes on after a failure", failed);
      }
    }
  }

  private void handle(@Nullable Item item) {
    if (item == null) {
      return;
    }
    keeper.judging();
    if (item instanceof Job job) {
      job.work().run();
    } else if (item instanceof Request request) {
      batches.take(queue.together(request, batches.most()));
    }
  }

  /** Lets nothing in any more, does what waits, and ends. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
