package io.plumbline.server.notice;

import io.plumbline.core.score.Score;
import io.plumbline.store.Transaction;
import java.util.Optional;

/** Says what would be sent if scores changed, without sending anything. */
public interface NoticePreview {
  /** Foresees nothing. */
  NoticePreview NONE =
      (tx, model) ->
          new Count() {
            @Override
            public void add(long subject, Optional<Score> before, Optional<Score> after) {}

            @Override
            public Result result() {
              return new Result(0, 0);
            }
          };

  /** A count for a version of a model, by what the store holds now. Not thread-safe. */
  Count begin(Transaction tx, String model);

  /** Takes changes one by one and counts what each would cause. */
  interface Count {
    void add(long subject, Optional<Score> before, Optional<Score> after);

    Result result();
  }

  /**
   * What would be sent.
   *
   * @param messages to endpoints, alerts included; one message to two endpoints counts twice
   * @param alerts that would be raised at once, or after the least stay if nothing changes till
   *     then
   */
  record Result(long messages, long alerts) {}
}
