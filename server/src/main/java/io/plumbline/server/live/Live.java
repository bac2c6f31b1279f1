package io.plumbline.server.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.server.Readiness;
import io.plumbline.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Scores that are always right, put together: what takes facts in, scores them, tells of changes,
 * merges and reads. Listeners are added before it is started. Thread-safe.
 */
public final class Live implements AutoCloseable {
  private final FoldedSubjects folded = new FoldedSubjects();
  private final Commits commits;
  private final Lane lane;
  private final Keeper keeper;
  private final Rescoring rescoring;
  private final Merges merges;
  private final ScoreCheck check;
  private final Store store;
  private final ActiveModels models;
  private final InstantSource clock;

  /**
   * Puts it together; nothing is done before {@link #start}.
   *
   * @param clock what is now
   * @param registry where what can be counted is counted
   */
  public Live(
      Store store,
      ActiveModels models,
      InstantSource clock,
      LiveSettings settings,
      MeterRegistry registry) {
    this.store = store;
    this.models = models;
    this.clock = clock;
    LiveMetrics metrics = new LiveMetrics(registry);
    Writer writer = new Writer(models, folded, settings, metrics);
    commits = new Commits(store, writer, metrics);
    LaneQueue queue = new LaneQueue(settings);
    metrics.gauge("plumbline.queue.messages", "Messages that wait to be written", queue::waiting);
    metrics.gauge("plumbline.queue.bytes", "Bytes they hold, roughly", queue::waitingBytes);
    keeper = new Keeper(commits, new DayPass(models, settings.chunk()), clock);
    metrics.gauge(
        "plumbline.backlog.leads",
        "Leads and accounts whose facts were not folded before the start and wait for it",
        keeper::waiting);
    Batches batches = new Batches(commits, queue, clock, settings, metrics);
    lane = new Lane(queue, commits, batches, keeper, settings);
    rescoring = new LiveRescoring(writer, folded, clock);
    merges = new Merges(store, lane, commits, clock);
    check =
        new ScoreCheck(
            new ScoreCheck.Subjects(store, models, clock),
            settings.checkEvery(),
            metrics,
            keeper::isRecovered);
  }

  /** Adds who hears of changes of effective scores, in the transaction that makes them. */
  public void hearChanges(ChangeListener listener) {
    commits.listen(listener);
  }

  /** Adds who hears of subjects after each commit that changed any. */
  public void hearCommits(CommitListener listener) {
    commits.listen(listener);
  }

  /** Starts the lane, which first makes good what the last run left behind. */
  public void start() {
    keeper.begin();
    lane.start();
    check.start();
  }

  public Ingest ingest() {
    return lane;
  }

  public WriteLane lane() {
    return lane;
  }

  public Rescoring rescoring() {
    return rescoring;
  }

  public Merges merges() {
    return merges;
  }

  /** Scores with their proof, those of the past by the versions of then. */
  public ScoreReading reading(Versions versions) {
    return new ScoreReading(store, folded, models, versions, clock);
  }

  /** How folded subjects are read from a store's states. */
  public FoldedSubjects folded() {
    return folded;
  }

  /**
   * How many subjects wait to be scored since the start, because their facts lie in the store, but
   * were not folded: their scores are missing, or are those of before.
   */
  public long waiting() {
    return keeper.waiting();
  }

  /** Events are taken while subjects wait; their scores are late. */
  public Readiness readiness() {
    return new Readiness() {
      @Override
      public Optional<String> trouble() {
        return Optional.empty();
      }

      @Override
      public Optional<String> delay() {
        long subjects = waiting();
        return subjects == 0
            ? Optional.empty()
            : Optional.of(subjects + " leads and accounts wait to be scored since the start");
      }
    };
  }

  /** Completes when all that was asked before, and all that the clock asks for now, is done. */
  public CompletableFuture<Instant> settled() {
    return lane.next(
        () -> {
          keeper.catchUp();
          return clock.instant();
        });
  }

  /** How a subject's stored scores differ from what its facts give; empty where they do not. */
  Optional<String> difference(long subject) {
    return check.difference(subject);
  }

  /** Lets nothing in any more, writes what waits and ends. */
  @Override
  public void close() {
    check.close();
    lane.close();
  }
}
