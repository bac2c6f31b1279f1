package io.plumbline.server.live;

import io.plumbline.store.Store;
import java.util.concurrent.CompletableFuture;

/**
 * The one lane on which everything that changes scores is done, one thing after the other. A job on
 * it sees every fact that was acknowledged before, and none is taken in while it runs: keep it
 * short.
 */
public interface WriteLane {
  <T> CompletableFuture<T> submit(Store.Work<T> job);
}
