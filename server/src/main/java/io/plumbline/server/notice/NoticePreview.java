package io.plumbline.server.notice;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.store.Transaction;
import java.util.Optional;

/** Says what would be sent if scores changed, without sending anything. */
public interface NoticePreview {
  /** Foresees nothing. */
  NoticePreview NONE =
      (tx, next) ->
          new Count() {
            @Override
            public void add(long subject, Optional<Score> before, Optional<Score> after) {}

            @Override
            public Result result() {
              return new Result(0, 0);
            }
          };

  /**
   * A count by what the store holds now. Not thread-safe.
   *
   * @param next the model as it would be then, whose grades and bands count
   */
  Count begin(Transaction tx, ScoringModel next);

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
