package io.plumbline.server.publish;

import io.plumbline.core.model.Points;
import io.plumbline.server.live.ChangeListener;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Tellings.Telling;
import io.plumbline.store.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Those who are told of changes of scores. What a run changed is told after its switch, some
 * subjects in each transaction, so that no transaction grows with the population. How far that has
 * come stands in the store beside what was told: every change is told once, whatever is cut off
 * where. What traffic changes meanwhile waits for nothing: what the run changed of the same
 * subjects is told just before it, so each subject's changes are told in their order.
 */
public final class Tellers {
  private static final int AT_ONCE = 200;

  private final List<ChangeListener> listeners;
  private final int atOnce;

  /** Whether something may be left to tell. Set to false only by what a transaction found. */
  private volatile boolean isOpen = true;

  public Tellers(List<ChangeListener> listeners) {
    this(listeners, AT_ONCE);
  }

  Tellers(List<ChangeListener> listeners, int atOnce) {
    this.listeners = List.copyOf(listeners);
    this.atOnce = atOnce;
  }

  /** Hears what traffic changes, within the transaction that changes it. On the lane. */
  public ChangeListener ofTraffic() {
    return new ChangeListener() {
      @Override
      public void changed(Transaction tx, List<ScoreChange> changes) {
        changed(tx, changes, Map.of());
      }

      @Override
      public void changed(
          Transaction tx, List<ScoreChange> changes, Map<Long, Map<String, Points>> before) {
        tellAhead(tx, changes.stream().map(ScoreChange::subject).collect(Collectors.toSet()));
        listeners.forEach(listener -> listener.changed(tx, changes, before));
      }

      @Override
      public void merged(Transaction tx, List<Merge> merges) {
        Set<Long> subjects = new HashSet<>();
        merges.forEach(merge -> subjects.addAll(List.of(merge.from(), merge.into())));
        tellAhead(tx, subjects);
        listeners.forEach(listener -> listener.merged(tx, merges));
      }
    };
  }

  private void tellAhead(Transaction tx, Set<Long> subjects) {
    if (isOpen) {
      List<Telling> open = tx.tellings().open();
      isOpen = !open.isEmpty();
      open.forEach(telling -> tellAhead(tx, telling, subjects));
    }
  }

  private void tellAhead(Transaction tx, Telling telling, Collection<Long> subjects) {
    Set<Long> untold = new HashSet<>(subjects);
    untold.removeIf(subject -> subject <= telling.reached());
    untold.removeAll(tx.tellings().ahead(telling.run(), untold));
    List<ScoreChange> first = tx.changes().ofRun(telling.run(), untold);
    tell(tx, first);
    tx.tellings().addAhead(telling.run(), first.stream().map(ScoreChange::subject).toList());
  }

  /** A run's changes are to be told from now on. Within the transaction that publishes them. */
  void begin(Transaction tx, long run) {
    isOpen = true;
    tx.tellings().add(run);
  }

  /** Whether something may be left to tell. */
  boolean isOpen() {
    return isOpen;
  }

  /**
   * Tells some of what is left. On the lane.
   *
   * @return whether there was anything left
   */
  boolean tellNext(Transaction tx) {
    List<Telling> open = tx.tellings().open();
    isOpen = !open.isEmpty();
    open.stream().findFirst().ifPresent(telling -> tellNext(tx, telling));
    return !open.isEmpty();
  }

  private void tellNext(Transaction tx, Telling telling) {
    long run = telling.run();
    List<ScoreChange> next = tx.changes().ofRun(run, telling.reached(), atOnce);
    if (next.isEmpty()) {
      tx.tellings().remove(run);
      return;
    }
    Set<Long> ahead = tx.tellings().ahead(run, next.stream().map(ScoreChange::subject).toList());
    tell(tx, next.stream().filter(change -> !ahead.contains(change.subject())).toList());
    tx.tellings().reached(run, next.get(next.size() - 1).subject());
  }

  private void tell(Transaction tx, List<ScoreChange> changes) {
    if (!changes.isEmpty()) {
      listeners.forEach(listener -> listener.changed(tx, changes));
    }
  }
}
