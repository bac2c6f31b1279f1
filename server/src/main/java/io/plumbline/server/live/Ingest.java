package io.plumbline.server.live;

import io.plumbline.store.Reject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The way in for facts. */
public interface Ingest {
  /**
   * Takes messages and rejected ones, all or none.
   *
   * @return completes when all of it is on disk; fails with a {@link io.plumbline.server.Refusal}
   *     where the store is away
   * @throws io.plumbline.server.Refusal TOO_MANY, with the time to wait, where the queue is full;
   *     then nothing was taken
   */
  CompletionStage<Taken> take(List<Received> messages, List<Reject> rejects);

  /**
   * What became of messages.
   *
   * @param appended how many were new
   * @param repeated how many were there already
   * @param failed which, by their place, could not be processed though they can be read, and why;
   *     nothing of them is kept, so whoever has them lists them
   */
  record Taken(int appended, int repeated, Map<Integer, String> failed) {
    public Taken {
      failed = Map.copyOf(failed);
    }

    public Taken(int appended, int repeated) {
      this(appended, repeated, Map.of());
    }
  }
}
