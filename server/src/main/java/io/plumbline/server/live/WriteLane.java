package io.plumbline.server.live;

import io.plumbline.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The one lane on which everything that changes scores is done, one thing after the other. A job on
 * it sees every fact that was acknowledged before, and none is taken in while it runs: keep it
 * short.
 */
public interface WriteLane {
  <T> CompletableFuture<T> submit(Store.Work<T> job);

  /**
   * Does a job, and on the lane something after its commit, before whatever else waits: what stands
   * in memory changes together with the store, and not at all where the commit fails. The future
   * completes after both.
   */
  <T> CompletableFuture<T> submit(Store.Work<T> job, Consumer<? super T> committed);
}
