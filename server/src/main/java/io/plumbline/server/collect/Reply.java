package io.plumbline.server.collect;

import io.plumbline.format.json.ValueJson;
import io.plumbline.server.Refusal;
import io.plumbline.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * An answer to a client.
 *
 * @param body JSON
 */
record Reply(int status, String body, Optional<Duration> retryAfter) {
  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  static Reply ok(String json) {
    return new Reply(200, json, Optional.empty());
  }

  static Reply of(int status, String message) {
    return new Reply(status, failed(message), Optional.empty());
  }

  /** The answer to whatever went wrong. Libraries read the status, people the message. */
  static Reply of(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return of(failure.getCause());
    }
    if (failure instanceof Refusal refusal) {
      return of(refusal);
    }
    if (failure instanceof StoreException) {
      return away("the store is away");
    }
    LOG.error("a request for collection failed", failure);
    return of(500, "something is broken here; the events were not taken");
  }

  /** Nothing was taken, and trying again will help. */
  static Reply busy(String message) {
    return new Reply(429, failed(message), Optional.of(SOON));
  }

  static Reply away(String message) {
    return new Reply(503, failed(message), Optional.of(LATER));
  }

  private static Reply of(Refusal refusal) {
    String message = String.valueOf(refusal.getMessage());
    return switch (refusal.code()) {
      case INVALID -> of(400, message);
      case UNAUTHENTICATED -> of(401, message);
      case FORBIDDEN -> of(403, message);
      case NOT_FOUND -> of(404, message);
      case CONFLICT -> of(409, message);
      case STALE -> of(412, message);
      case TOO_LARGE -> of(413, message);
      case UNPROCESSABLE -> of(422, message);
      case TOO_MANY ->
          new Reply(429, failed(message), Optional.of(refusal.retryAfter().orElse(SOON)));
      case UNAVAILABLE ->
          new Reply(503, failed(message), Optional.of(refusal.retryAfter().orElse(LATER)));
    };
  }

  private static String failed(String message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeBooleanProperty("success", false);
      ValueJson.text(json, "message", message);
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The header's whole seconds, never too few. */
  static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
