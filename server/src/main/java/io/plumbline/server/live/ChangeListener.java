package io.plumbline.server.live;

import io.plumbline.core.model.Points;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.util.List;
import java.util.Map;

/**
 * Hears of changes of effective scores within the transaction that makes them, so that what it
 * writes is there exactly where the changes are. The changes have their keys.
 */
public interface ChangeListener {
  void changed(Transaction tx, List<ScoreChange> changes);

  /**
   * Hears of changes, and of what each rule gave before them.
   *
   * @param before what the lane remembers of that, by key of change; a change that is not there has
   *     to be looked up
   */
  default void changed(
      Transaction tx, List<ScoreChange> changes, Map<Long, Map<String, Points>> before) {
    changed(tx, changes);
  }

  /**
   * Hears that leads became one, or two again, in the order in which they did; {@code into} is the
   * lead that has all facts, or had them before they were parted. Changes of leads that are none
   * any more are told before it, all others after it.
   */
  default void merged(Transaction tx, List<Merge> merges) {}
}
