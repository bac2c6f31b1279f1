package io.plumbline.server.notice;

import io.plumbline.store.Transaction;

/**
 * Whether the changes that a run made are told to others and may raise alerts: only where whoever
 * started it asked for that.
 */
public interface RunSpeech {
  RunSpeech NONE = (tx, run) -> false;

  boolean isTold(Transaction tx, long run);
}
