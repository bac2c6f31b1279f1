package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.server.publish.Impact.Found;
import io.plumbline.server.publish.ImpactReport.Mover;
import io.plumbline.server.publish.MovedSubjects.Moved;
import io.plumbline.store.ModelVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The impacts that somebody asked for: worked out one at a time, a few waiting, the latest kept for
 * a while. Thread-safe.
 */
public final class Impacts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);

  static final int MOST_WAITING = 4;
  static final int MOST_KEPT = 8;

  private final Impact impact;
  private final ExecutorService worker;
  private final Map<Long, Asked> asked = new LinkedHashMap<>();
  private long last;

  public Impacts(PublishParts parts) {
    impact = new Impact(parts, new Population(parts.store(), parts.codec(), parts.clock()));
    worker =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "impact");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * An impact that was asked for.
   *
   * @param number under which it can be asked about
   */
  public record Asked(
      long number, ModelVersion version, Progress progress, CompletableFuture<Found> found) {

    /** The report, once there is one. */
    public Optional<ImpactReport> report() {
      return found.isDone() && !found.isCompletedExceptionally()
          ? Optional.of(found.join().report())
          : Optional.empty();
    }

    /** Waits for the report. */
    public void await(Duration atMost) {
      try {
        found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | CancellationException | TimeoutException e) {
        // Whoever waits looks at what there is now.
        return;
      }
    }
  }

  /** Which of those who change are wanted: a kind of label, and from which to which it goes. */
  public record Wanted(String kind, Optional<String> from, Optional<String> to) {
    boolean test(Map<String, String> before, Map<String, String> after) {
      String was = before.getOrDefault(kind, "");
      String is = after.getOrDefault(kind, "");
      return !was.equals(is)
          && from.map(was::equals).orElse(true)
          && to.map(is::equals).orElse(true);
    }
  }

  /** A page of those who change, and the key after which the next begins. */
  public record MoverPage(List<Mover> movers, Optional<Long> next, boolean complete) {
    public MoverPage {
      movers = List.copyOf(movers);
    }
  }

  @Override
  public void close() {
    synchronized (asked) {
      asked.values().forEach(it -> it.progress().cancel());
    }
    worker.shutdownNow();
  }

  /** Begins to work out the impact of a version, when its turn comes. */
  public Asked ask(ModelVersion version) {
    Asked fresh;
    synchronized (asked) {
      long waiting = asked.values().stream().filter(it -> !it.found().isDone()).count();
      if (waiting > MOST_WAITING) {
        throw new Refusal(
            Refusal.Code.TOO_MANY,
            waiting + " impacts are being worked out or wait; try again soon.",
            Optional.of(Duration.ofSeconds(10)));
      }
      fresh = new Asked(++last, version, new Progress(), new CompletableFuture<>());
      asked.put(fresh.number(), fresh);
      asked.values().stream()
          .filter(it -> it.found().isDone())
          .limit(Math.max(0, asked.size() - MOST_KEPT))
          .map(Asked::number)
          .toList()
          .forEach(asked::remove);
    }
    worker.execute(() -> workOut(fresh));
    return fresh;
  }

  private void workOut(Asked fresh) {
    try {
      fresh.progress().check();
      fresh.found().complete(impact.of(fresh.version(), fresh.progress()));
    } catch (CancellationException e) {
      fresh.found().completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      LOG.error("impact {} could not be worked out", fresh.number(), e);
      fresh.found().completeExceptionally(e);
    }
  }

  /** An impact of a model by its number. */
  public Asked get(String model, long number) {
    synchronized (asked) {
      Asked found = asked.get(number);
      if (found == null || !found.version().model().equals(model)) {
        throw new Refusal(
            Refusal.Code.NOT_FOUND,
            "There is no impact " + number + " of the model " + model + "; ask for a new one.");
      }
      return found;
    }
  }

  /** A page of those who change, by their keys. */
  public MoverPage movers(Asked of, Optional<Wanted> wanted, long after, int limit) {
    ImpactReport report =
        of.report()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Code.CONFLICT,
                        "Impact " + of.number() + " is not worked out (yet)."));
    wanted.ifPresent(it -> checkKind(it.kind(), report));
    MovedSubjects moved = of.found().join().moved();
    List<Moved> page =
        moved.page(
            after,
            limit + 1,
            (before, then) -> wanted.map(it -> it.test(before, then)).orElse(true));
    List<Moved> shown = page.size() > limit ? page.subList(0, limit) : page;
    Optional<Long> next =
        page.size() > limit ? Optional.of(shown.get(limit - 1).key()) : Optional.empty();
    return new MoverPage(impact.movers(shown), next, moved.isComplete());
  }

  /** Where nobody is scored there are no outcomes, and any kind is as good as another. */
  private static void checkKind(String kind, ImpactReport report) {
    Set<String> kinds = new LinkedHashSet<>(List.of("band", "cell"));
    report.outcomes().forEach(it -> kinds.add(it.kind()));
    if (!report.outcomes().isEmpty() && !kinds.contains(kind)) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The parameter kind is %s; expected one of %s."
              .formatted(Problems.quoted(kind), String.join(", ", kinds)));
    }
  }
}
