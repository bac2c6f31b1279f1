package io.plumbline.server.live;

import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane's transactions: tells who listens to changes within each and who listens to commits
 * after it, and forgets what was remembered where one failed.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final Store store;
  private final Writer writer;
  private final LiveMetrics metrics;
  private final List<ChangeListener> changeListeners = new CopyOnWriteArrayList<>();
  private final List<CommitListener> commitListeners = new CopyOnWriteArrayList<>();

  /** What a transaction changed, until those who listen to commits know it. */
  private List<SubjectUpdate> untold = List.of();

  Commits(Store store, Writer writer, LiveMetrics metrics) {
    this.store = store;
    this.writer = writer;
    this.metrics = metrics;
  }

  void listen(ChangeListener listener) {
    changeListeners.add(listener);
  }

  void listen(CommitListener listener) {
    commitListeners.add(listener);
  }

  Store store() {
    return store;
  }

  Writer writer() {
    return writer;
  }

  /** Does work of the lane's own, whose changes are told. */
  <T> T own(Store.Work<T> work, Function<T, Scoring.Outcome> outcome) {
    tellUntold();
    long start = System.nanoTime();
    T result = writing(tx -> told(tx, work, outcome));
    metrics.committed(Duration.ofNanos(System.nanoTime() - start));
    Scoring.Outcome came = outcome.apply(result);
    metrics.changed(came.changes().size());
    tell(came.updates());
    untold = List.of();
    return result;
  }

  /**
   * Tells those who listen to commits what the store says of subjects that the last transaction
   * changed, where that seemed to fail at its commit: it may be in the store all the same, and
   * whoever sent it sends again what is not news any more then. Before anything else is done.
   */
  void tellUntold() {
    if (!untold.isEmpty()) {
      Set<Long> subjects = untold.stream().map(SubjectUpdate::key).collect(Collectors.toSet());
      List<SubjectUpdate> present = writing(tx -> writer.present(tx, subjects));
      untold = List.of();
      tell(present);
    }
  }

  private <T> T told(Transaction tx, Store.Work<T> work, Function<T, Scoring.Outcome> outcome) {
    T result = work.in(tx);
    Scoring.Outcome came = outcome.apply(result);
    changeListeners.forEach(listener -> tell(tx, listener, came));
    untold = came.updates();
    return result;
  }

  private static void tell(Transaction tx, ChangeListener listener, Scoring.Outcome came) {
    Set<Long> gone = new HashSet<>();
    came.merges().stream()
        .filter(merge -> merge.undoneAt().isEmpty())
        .forEach(merge -> gone.add(merge.from()));
    Map<Boolean, List<ScoreChange>> changes =
        came.changes().stream()
            .collect(Collectors.partitioningBy(change -> gone.contains(change.subject())));
    List<ScoreChange> last = changes.getOrDefault(true, List.of());
    List<ScoreChange> others = changes.getOrDefault(false, List.of());
    if (!last.isEmpty()) {
      listener.changed(tx, last, came.before());
    }
    if (!came.merges().isEmpty()) {
      listener.merged(tx, List.copyOf(came.merges()));
    }
    if (!others.isEmpty()) {
      listener.changed(tx, others, came.before());
    }
  }

  private void tell(List<SubjectUpdate> updates) {
    if (updates.isEmpty()) {
      return;
    }
    for (CommitListener listener : commitListeners) {
      try {
        listener.committed(List.copyOf(updates));
      } catch (RuntimeException failed) {
        LOG.error("A listener to commits failed; what it keeps may be out of date", failed);
      }
    }
  }

  /** Does somebody else's work, which may change anything in the store. */
  <T> T foreign(Store.Work<T> work, Consumer<? super T> committed) {
    tellUntold();
    writer.forgetStandings();
    T result = writing(work);
    writer.forgetStandings();
    committed.accept(result);
    return result;
  }

  private <T> T writing(Store.Work<T> work) {
    boolean done = false;
    try {
      T result = store.write(work);
      done = true;
      return result;
    } finally {
      if (!done) {
        writer.forget();
      }
    }
  }
}
