package io.plumbline.server.live;

import io.plumbline.server.live.LaneQueue.Request;
import io.plumbline.store.Reject;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of several requests in one transaction and answers each request. Messages with
 * which a transaction cannot be done are found one by one, and whoever sent them is told.
 */
final class Batches {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final long GOAL_NANOS = Duration.ofMillis(400).toNanos();
  private static final int FEWEST = 500;

  private final Commits commits;
  private final LaneQueue queue;
  private final InstantSource clock;
  private final LiveSettings settings;
  private final LiveMetrics metrics;
  private double nanosEach = 50_000;

  Batches(
      Commits commits,
      LaneQueue queue,
      InstantSource clock,
      LiveSettings settings,
      LiveMetrics metrics) {
    this.commits = commits;
    this.queue = queue;
    this.clock = clock;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** How many messages a transaction takes so that it is not too long. */
  int most() {
    return Math.max(
        Math.min(FEWEST, settings.batchMessages()),
        (int) Math.min(settings.batchMessages(), GOAL_NANOS / nanosEach));
  }

  void take(List<Request> requests) {
    try {
      takeTogether(requests);
    } catch (StoreException failed) {
      if (failed.code() == StoreException.Code.BROKEN) {
        takeOneByOne(requests, failed);
      } else {
        LOG.error("{} requests were not taken: {}", requests.size(), failed.getMessage());
        requests.forEach(r -> r.taken().completeExceptionally(Lane.refusal(failed)));
      }
    } catch (RuntimeException failed) {
      takeOneByOne(requests, failed);
    } catch (Error failed) {
      requests.forEach(r -> r.taken().completeExceptionally(failed));
      throw failed;
    } finally {
      queue.done(requests);
    }
  }

  private void takeTogether(List<Request> requests) {
    List<Received> messages = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (Request request : requests) {
      messages.addAll(request.messages());
      rejects.addAll(request.rejects());
    }
    long start = System.nanoTime();
    BitSet fresh = write(messages, rejects);
    long took = System.nanoTime() - start;
    nanosEach = 0.8 * nanosEach + 0.2 * took / Math.max(1, messages.size());
    int from = 0;
    for (Request request : requests) {
      int to = from + request.messages().size();
      answer(request, fresh.get(from, to).cardinality(), Map.of());
      from = to;
    }
  }

  private BitSet write(List<Received> messages, List<Reject> rejects) {
    Instant now = clock.instant();
    return commits
        .own(tx -> commits.writer().take(tx, now, messages, rejects), written -> written.outcome())
        .fresh();
  }

  private void answer(Request request, int appended, Map<Integer, String> failed) {
    int repeated = request.messages().size() - failed.size() - appended;
    metrics.appended(appended);
    metrics.repeated(repeated);
    metrics.scored(Duration.ofNanos(System.nanoTime() - request.sinceNanos()));
    request.taken().complete(new Ingest.Taken(appended, repeated, failed));
  }

  private void takeOneByOne(List<Request> requests, RuntimeException cause) {
    LOG.error("A transaction of {} requests failed; trying one by one", requests.size(), cause);
    for (Request request : requests) {
      try {
        takeAlone(request);
      } catch (StoreException failed) {
        request.taken().completeExceptionally(Lane.refusal(failed));
      } catch (RuntimeException failed) {
        request.taken().completeExceptionally(failed);
      }
    }
  }

  private void takeAlone(Request request) {
    int appended = 0;
    Map<Integer, String> unprocessed = new HashMap<>();
    for (int i = 0; i < request.messages().size(); i++) {
      try {
        appended += write(List.of(request.messages().get(i)), List.of()).cardinality();
      } catch (StoreException failed) {
        if (failed.code() != StoreException.Code.BROKEN) {
          throw failed;
        }
        unprocessed.put(i, poison(failed));
      } catch (RuntimeException failed) {
        unprocessed.put(i, poison(failed));
      }
    }
    if (!request.rejects().isEmpty()) {
      write(List.of(), request.rejects());
    }
    answer(request, appended, unprocessed);
  }

  private String poison(RuntimeException failed) {
    metrics.poisoned();
    LOG.error("A message could not be processed", failed);
    return "the server could not process this event: " + failed.getMessage();
  }
}
