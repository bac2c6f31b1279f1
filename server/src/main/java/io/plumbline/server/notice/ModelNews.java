package io.plumbline.server.notice;

import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.OptionalInt;

/** Hears that a version of a model became live, within the transaction that makes it so. */
public interface ModelNews {
  void published(Transaction tx, Publication publication);

  /**
   * A version of a model that became live.
   *
   * @param previous the number of the version that was live before it
   * @param actor who published it, as the audit log calls them
   * @param changed how many subjects have another score, grade, cell or band by it
   */
  record Publication(
      String model,
      int version,
      OptionalInt previous,
      Instant at,
      String actor,
      String note,
      long changed) {}
}
