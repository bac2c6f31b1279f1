package io.plumbline.server.notice;

import io.plumbline.store.Run;
import io.plumbline.store.Transaction;

/**
 * Whether the changes that a run made are told to others and may raise alerts: only where whoever
 * started it asked for that.
 */
public interface RunSpeech {
  RunSpeech NONE = (tx, run) -> false;

  /** As the ledger of runs says. */
  RunSpeech OF_LEDGER = (tx, run) -> tx.runs().get(run).filter(Run::told).isPresent();

  boolean isTold(Transaction tx, long run);
}
