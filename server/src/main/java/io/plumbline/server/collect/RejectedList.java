package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Received;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Reject;
import io.plumbline.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The events that could not be taken: read by people, and taken after all once their cause is gone.
 * The latest are kept; the lane removes older ones. Thread-safe.
 */
public final class RejectedList {
  /** The most that one replay takes on. */
  static final int MOST_REPLAYED = 1_000;

  private static final long LONGEST_WAIT_SECONDS = 60;

  private final Store store;
  private final Ingest ingest;
  private final Collector collector;
  private final InstantSource clock;

  /** The list behind a desk. */
  public RejectedList(Store store, Ingest ingest, CollectionDesk desk, InstantSource clock) {
    this.store = store;
    this.ingest = ingest;
    collector = desk.collector();
    this.clock = clock;
  }

  /**
   * What became of a replay.
   *
   * @param taken the keys of those that are events now
   * @param refused why others are not, by key
   * @param next below which key open ones are left that were not looked at
   */
  public record Outcome(List<Long> taken, Map<Long, String> refused, Optional<Long> next) {}

  /**
   * What is to be taken after all.
   *
   * @param keys whose turn it is; empty for the latest open ones
   * @param before only keys below this one, where none are named
   * @param mended what stands in the place of a payload, by key
   */
  public record Wish(Optional<List<Long>> keys, Optional<Long> before, Map<Long, String> mended) {
    public Wish {
      mended = Map.copyOf(mended);
    }
  }

  /** The latest first, with keys below one. */
  public List<Reject> list(Optional<Long> before, boolean onlyOpen, int limit) {
    return store.read(tx -> tx.rejects().list(before, onlyOpen, limit));
  }

  public Reject get(long key) {
    return store.read(tx -> tx.rejects().get(List.of(key))).stream()
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  /** How many are open. */
  public long openCount() {
    return store.read(tx -> tx.rejects().openCount());
  }

  /** Takes events after all, each as it was received or as it was mended. */
  public Outcome replay(String actor, Wish wish) {
    List<Reject> chosen = wish.keys().isPresent() ? chosen(wish.keys().get()) : open(wish.before());
    List<Reject> turn = chosen.subList(0, Math.min(MOST_REPLAYED, chosen.size()));
    Map<Long, Received> messages = new LinkedHashMap<>();
    Map<Long, String> refused = new LinkedHashMap<>();
    List<Long> taken = new ArrayList<>();
    for (Reject reject : turn) {
      try {
        message(reject, Optional.ofNullable(wish.mended().get(reject.key())))
            .ifPresent(message -> messages.put(reject.key(), message));
        taken.add(reject.key());
      } catch (Unacceptable | Refusal reason) {
        refused.put(reject.key(), String.valueOf(reason.getMessage()));
      }
    }
    if (!taken.isEmpty()) {
      refused.putAll(keep(messages));
      taken.removeAll(refused.keySet());
      close(actor, taken);
    }
    return new Outcome(
        taken,
        refused,
        chosen.size() > turn.size()
            ? Optional.of(turn.get(turn.size() - 1).key())
            : Optional.empty());
  }

  private List<Reject> chosen(List<Long> keys) {
    if (keys.size() > MOST_REPLAYED) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "Found " + keys.size() + " keys; expected at most " + MOST_REPLAYED + ".");
    }
    List<Reject> found = store.read(tx -> tx.rejects().get(keys));
    for (long key : keys) {
      if (found.stream().noneMatch(reject -> reject.key() == key)) {
        throw unknown(key);
      }
    }
    return found.stream().filter(reject -> reject.replayedAt().isEmpty()).toList();
  }

  /** One more than a replay takes on, so that it is known whether some are left. */
  private List<Reject> open(Optional<Long> before) {
    return store.read(tx -> tx.rejects().list(before, true, MOST_REPLAYED + 1));
  }

  private Optional<Received> message(Reject reject, Optional<String> mended) {
    String payload = mended.orElse(reject.payload());
    if (mended.isEmpty() && Payload.isCut(payload)) {
      throw new Refusal(
          Refusal.Code.INVALID, "The payload was cut, because it was too long to be kept whole.");
    }
    Envelope envelope = Bodies.read(payload.getBytes(StandardCharsets.UTF_8));
    if (envelope.calls().size() != 1) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The payload is a batch of " + envelope.calls().size() + " events; expected one.");
    }
    return collector.message(
        envelope,
        new Reception(
            reject.received(),
            reject.source(),
            false,
            Optional.of("rejected-" + reject.key()),
            Optional.empty()));
  }

  /** Gives those that could not be processed, and why. */
  private Map<Long, String> keep(Map<Long, Received> messages) {
    try {
      Ingest.Taken taken =
          ingest
              .take(List.copyOf(messages.values()), List.of())
              .toCompletableFuture()
              .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      List<Long> keys = List.copyOf(messages.keySet());
      Map<Long, String> failed = new LinkedHashMap<>();
      taken.failed().forEach((place, why) -> failed.put(keys.get(place), why));
      return failed;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Refusal refusal
          ? refusal
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new Refusal(Refusal.Code.UNAVAILABLE, "The events are not on disk yet.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.Code.UNAVAILABLE, "The server is stopping.");
    }
  }

  private void close(String actor, List<Long> taken) {
    if (taken.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    store.write(
        tx -> {
          tx.rejects().replayed(taken, now);
          tx.audit()
              .add(
                  new AuditEntry(
                      0,
                      now,
                      actor,
                      "rejected.replay",
                      taken.size() == 1 ? String.valueOf(taken.get(0)) : "",
                      "{\"events\":" + taken.size() + "}"));
          return taken.size();
        });
  }

  private static Refusal unknown(long key) {
    return new Refusal(Refusal.Code.NOT_FOUND, "There is no rejected event " + key + ".");
  }
}
