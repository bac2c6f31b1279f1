package io.plumbline.server.live;

import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.util.List;

/**
 * Hears of changes of effective scores within the transaction that makes them, so that what it
 * writes is there exactly where the changes are. The changes have their keys.
 */
public interface ChangeListener {
  void changed(Transaction tx, List<ScoreChange> changes);
}
