package io.plumbline.server.live;

import io.plumbline.server.live.LaneQueue.Request;
import io.plumbline.store.Reject;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of several requests in one transaction and answers each request. Messages with
 * which a transaction cannot be done are found one by one and set aside as rejected.
 */
final class Batches {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final long GOAL_NANOS = Duration.ofMillis(400).toNanos();
  private static final int FEWEST = 500;
  private static final int LONGEST_PAYLOAD = 10_000;

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
      answer(request, fresh.get(from, to).cardinality());
      from = to;
    }
  }

  private BitSet write(List<Received> messages, List<Reject> rejects) {
    Instant now = clock.instant();
    return commits
        .own(tx -> commits.writer().take(tx, now, messages, rejects), written -> written.outcome())
        .fresh();
  }

  private void answer(Request request, int appended) {
    int repeated = request.messages().size() - appended;
    metrics.appended(appended);
    metrics.repeated(repeated);
    metrics.scored(Duration.ofNanos(System.nanoTime() - request.sinceNanos()));
    request.taken().complete(new Ingest.Taken(appended, repeated));
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
    for (Received message : request.messages()) {
      try {
        appended += write(List.of(message), List.of()).cardinality();
      } catch (StoreException failed) {
        if (failed.code() != StoreException.Code.BROKEN) {
          throw failed;
        }
        setAside(message, failed);
      } catch (RuntimeException failed) {
        setAside(message, failed);
      }
    }
    if (!request.rejects().isEmpty()) {
      write(List.of(), request.rejects());
    }
    answer(request, appended);
  }

  private void setAside(Received message, RuntimeException failed) {
    metrics.poisoned();
    LOG.error("A message could not be processed and was set aside", failed);
    String payload = message.toString();
    write(
        List.of(),
        List.of(
            new Reject(
                0,
                message.received(),
                message.source(),
                "unprocessable",
                "the server could not process this message: " + failed.getMessage(),
                payload.substring(0, Math.min(payload.length(), LONGEST_PAYLOAD)),
                Optional.empty())));
  }
}
