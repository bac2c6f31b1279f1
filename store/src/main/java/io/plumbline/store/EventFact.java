package io.plumbline.store;

import io.plumbline.core.fact.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as it was received.
 *
 * @param event with an id, always: one without gets one before it comes here
 * @param received when it came in
 * @param sent the sender's clock when it was sent, uncorrected
 * @param source which key or file it came through, never a secret
 */
public record EventFact(
    long profile, Event event, Instant received, Optional<Instant> sent, String source) {
  public EventFact {
    if (!event.hasId()) {
      throw new IllegalArgumentException("a stored event needs an id");
    }
  }
}
