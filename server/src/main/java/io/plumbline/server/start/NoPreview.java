package io.plumbline.server.start;

import io.plumbline.core.score.Score;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.store.Transaction;
import java.util.Optional;

/** A preview that foresees nothing. */
final class NoPreview implements NoticePreview {
  @Override
  public Count begin(Transaction tx, String model) {
    return new Count() {
      @Override
      public void add(long subject, Optional<Score> before, Optional<Score> after) {}

      @Override
      public Result result() {
        return new Result(0, 0);
      }
    };
  }
}
