package io.plumbline.server.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for jobs of the write lane. */
final class Lane {
  private Lane() {}

  /** The result of a job; throws what the job threw. */
  static <T> T await(CompletableFuture<T> job) {
    try {
      return job.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
