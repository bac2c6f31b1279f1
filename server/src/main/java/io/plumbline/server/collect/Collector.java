package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Received;
import io.plumbline.store.Identifier;
import io.plumbline.store.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The use case of collecting: finds out who sends, reads the calls one by one, and hands what they
 * mean, and those that mean nothing, to be kept. Thread-safe.
 */
final class Collector {
  private final Ingest ingest;
  private final WriteKeys keys;
  private final Dialect segment;
  private final Dialect postHog;
  private final Dialect cloudEvents = new CloudEventsDialect();

  Collector(Ingest ingest, WriteKeys keys, CollectionSettings settings) {
    this.ingest = ingest;
    this.keys = keys;
    segment = new SegmentDialect(settings);
    postHog = new PostHogDialect(settings);
  }

  /**
   * Takes a body.
   *
   * @return completes when all of it is on disk, with the number of calls that were listed as
   *     rejected; fails with a {@link Refusal} like this method
   * @throws Refusal where nothing of it was taken, and why
   */
  CompletionStage<Integer> collect(Delivery delivery) {
    Optional<WriteKey> outside = delivery.key().map(this::known);
    Envelope envelope;
    try {
      envelope = Bodies.read(delivery.body());
    } catch (Refusal refusal) {
      return outside.isPresent() && refusal.code() == Refusal.Code.INVALID
          ? listed(delivery, outside.get(), refusal)
          : CompletableFuture.failedFuture(refusal);
    }
    WriteKey key = outside.orElseGet(() -> known(SentKey.inside(envelope).orElseThrow(Keys::none)));
    Reception reception = reception(delivery, key);
    Sorted sorted = sorted(envelope, dialect(delivery.language()), reception);
    return sorted.isEmpty() ? CompletableFuture.completedFuture(0) : kept(sorted, delivery, key);
  }

  private CompletionStage<Integer> kept(Sorted sorted, Delivery delivery, WriteKey key) {
    int rejected = sorted.rejects().size();
    return ingest
        .take(sorted.messages(), sorted.rejects())
        .thenCompose(
            taken ->
                taken.failed().isEmpty()
                    ? CompletableFuture.completedFuture(rejected)
                    : listed(failed(taken.failed(), delivery, reception(delivery, key)))
                        .thenApply(failed -> rejected + failed));
  }

  /**
   * The calls that could be read, but not processed. The body is read a second time for them: what
   * was made of it the first time is not held while thousands of requests wait for the disk.
   */
  private List<Reject> failed(Map<Integer, String> failed, Delivery delivery, Reception reception) {
    Envelope envelope = Bodies.read(delivery.body());
    Sorted sorted = sorted(envelope, dialect(delivery.language()), reception);
    List<Reject> rejects = new ArrayList<>(failed.size());
    failed.forEach(
        (place, why) -> {
          Draft call = sorted.calls().get(place);
          Unacceptable reason = new Unacceptable("unprocessable", call.path(), why);
          rejects.add(reject(reception, reason, Payload.of(envelope, call, reception)));
        });
    return rejects;
  }

  private CompletionStage<Integer> listed(List<Reject> rejects) {
    return ingest.take(List.of(), rejects).thenApply(taken -> rejects.size());
  }

  /**
   * The message that the first call of a body means by its own shape, as if it came in as the
   * reception says.
   */
  Optional<Received> message(Envelope envelope, Reception reception) {
    Draft call = envelope.calls().get(0);
    return message(dialect(Language.of(call)), call, envelope.outer(), reception);
  }

  private WriteKey known(String key) {
    return keys.find(key).orElseThrow(Keys::unknown);
  }

  private static Reception reception(Delivery delivery, WriteKey key) {
    return new Reception(
        delivery.received(),
        "key:" + key.label(),
        delivery.browser(),
        Optional.empty(),
        delivery.call());
  }

  private Dialect dialect(Language language) {
    return switch (language) {
      case SEGMENT -> segment;
      case POSTHOG -> postHog;
      case CLOUD_EVENTS -> cloudEvents;
    };
  }

  /** Keeps a body that cannot be read, so that somebody sees it, and refuses it then. */
  private CompletionStage<Integer> listed(Delivery delivery, WriteKey key, Refusal refusal) {
    Reject reject =
        reject(
            reception(delivery, key),
            new Unacceptable("unreadable_body", "$", String.valueOf(refusal.getMessage())),
            Payload.of(delivery.body()));
    return listed(List.of(reject)).thenCompose(taken -> CompletableFuture.failedFuture(refusal));
  }

  private static Sorted sorted(Envelope envelope, Dialect dialect, Reception reception) {
    List<Received> messages = new ArrayList<>(envelope.calls().size());
    List<Draft> calls = new ArrayList<>(envelope.calls().size());
    List<Reject> rejects = new ArrayList<>(0);
    for (Draft call : envelope.calls()) {
      try {
        Optional<Received> message = message(dialect, call, envelope.outer(), reception);
        if (message.isPresent()) {
          messages.add(message.get());
          calls.add(call);
        }
      } catch (Unacceptable reason) {
        rejects.add(reject(reception, reason, Payload.of(envelope, call, reception)));
      }
    }
    return new Sorted(messages, calls, rejects);
  }

  private static Optional<Received> message(
      Dialect dialect, Draft call, Draft outer, Reception reception) {
    int bytes = call.to() - call.from();
    if (bytes > CollectionLimits.EVENT_BYTES) {
      throw new Unacceptable(
          "too_large",
          call.path(),
          "found " + bytes + " bytes, expected at most " + CollectionLimits.EVENT_BYTES);
    }
    if (call.mistake().isPresent()) {
      throw call.mistake().get();
    }
    Optional<Received> message = dialect.message(call, outer, reception);
    message.flatMap(Received::userId).ifPresent(id -> requireUser(call, id));
    return message;
  }

  /** The id of a lead that is known by an anonymous id only cannot be somebody's user id too. */
  private static void requireUser(Draft call, String id) {
    if (Identifier.anonymousOf(id).isPresent()) {
      throw new Unacceptable(
          "reserved_id",
          call.path(),
          "found the user id \""
              + Unacceptable.shortened(id)
              + "\", which names a lead without one; expected a user's own, or an anonymous id");
    }
  }

  private static Reject reject(Reception reception, Unacceptable reason, String payload) {
    return new Reject(
        0,
        reception.received(),
        reception.source(),
        reason.code(),
        reason.reason(),
        payload,
        Optional.empty());
  }

  /** What is said to those who have no key. */
  private static final class Keys {
    static Refusal none() {
      return new Refusal(
          Refusal.Code.UNAUTHENTICATED,
          "found no write key in Authorization, X-Write-Key, the query or the body");
    }

    static Refusal unknown() {
      return new Refusal(Refusal.Code.UNAUTHENTICATED, "the write key is not known here");
    }
  }
}
