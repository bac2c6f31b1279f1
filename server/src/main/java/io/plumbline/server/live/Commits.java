package io.plumbline.server.live;

import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
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
    long start = System.nanoTime();
    T result = writing(tx -> told(tx, work, outcome));
    metrics.committed(Duration.ofNanos(System.nanoTime() - start));
    Scoring.Outcome came = outcome.apply(result);
    metrics.changed(came.changes().size());
    tell(came.updates());
    return result;
  }

  private <T> T told(Transaction tx, Store.Work<T> work, Function<T, Scoring.Outcome> outcome) {
    T result = work.in(tx);
    List<ScoreChange> changes = outcome.apply(result).changes();
    if (!changes.isEmpty()) {
      changeListeners.forEach(listener -> listener.changed(tx, List.copyOf(changes)));
    }
    return result;
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
