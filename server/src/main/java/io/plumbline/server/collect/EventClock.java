package io.plumbline.server.collect;

import io.plumbline.core.fact.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something happened, by a sender's clock that may be wrong. If a body says when it was sent,
 * the clock's error is at most the time between then and its reception; but a client that sends
 * again after a failure may repeat its first time of sending. So only the clocks of browsers and
 * phones are corrected, and those that are wrong by more than a retry explains. A message that was
 * sent before its event says nothing about a clock.
 */
final class EventClock {
  /** A request of a browser takes no longer; less is no error of its clock. */
  static final Duration LONGEST_REQUEST = Duration.ofSeconds(10);

  /** A clock that is ahead by less may be right: two clocks never agree. */
  static final Duration SMALL_LEAD = Duration.ofSeconds(1);

  /** A server library does not try for longer. */
  static final Duration LONGEST_RETRY = Duration.ofDays(1);

  /** No retry makes a clock run ahead: more than this, and it is wrong on a server too. */
  static final Duration SERVER_LEAD = Duration.ofMinutes(5);

  private EventClock() {}

  /**
   * The instant of an event.
   *
   * @param stamp what the sender says
   * @param device whether a browser or a phone says it
   */
  static Instant at(Instant stamp, Optional<Instant> sent, Instant received, boolean device) {
    if (sent.isEmpty() || stamp.isAfter(sent.get().plus(SERVER_LEAD))) {
      return stamp;
    }
    Duration behind = Duration.between(sent.get(), received);
    Duration most = device ? LONGEST_REQUEST : LONGEST_RETRY;
    Duration least = device ? SMALL_LEAD.negated() : SERVER_LEAD.negated();
    boolean wrong = behind.compareTo(most) > 0 || behind.compareTo(least) < 0;
    Instant corrected = wrong ? stamp.plus(behind) : stamp;
    return corrected.isBefore(IsoTime.MIN) ? stamp : corrected;
  }
}
