package io.plumbline.server.webhook;

import io.plumbline.server.webhook.Transport.Answer;
import io.plumbline.server.webhook.Transport.Call;
import io.plumbline.store.Endpoint;
import io.plumbline.store.OutboxMessage;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Makes single attempts: signs a message and calls its receiver once. Thread-safe. */
record Attempts(Transport transport, Signature signature, InstantSource clock) {

  /** An attempt and what came of it. */
  record Made(Instant at, Answer answer) {}

  Made make(Endpoint endpoint, OutboxMessage message) {
    Instant at = clock.instant();
    try {
      Map<String, String> headers =
          Map.of(
              "webhook-id",
              message.id(),
              "webhook-timestamp",
              Long.toString(at.getEpochSecond()),
              "webhook-signature",
              signature.of(endpoint, message.id(), at, message.payload()));
      URI url = URI.create(endpoint.url());
      Call call = new Call(url, endpoint.privateAllowed(), headers, message.payload());
      return new Made(at, transport.post(call));
    } catch (SecretBox.WrongKey unreadable) {
      String why = String.valueOf(unreadable.getMessage());
      return new Made(at, new Answer(0, Optional.empty(), 0, why));
    }
  }
}
