package io.plumbline.store;

import java.time.Instant;

/**
 * Something that happened and that others are told.
 *
 * @param id the same in every attempt and for every endpoint, never that of another message
 * @param lane messages of one lane reach an endpoint one after the other: the subject's key; 0 for
 *     what is about no subject
 * @param payload the body, as JSON text
 */
public record OutboxMessage(String id, String type, long lane, String payload, Instant created) {
  /** The same message in another lane. */
  public OutboxMessage in(long otherLane) {
    return new OutboxMessage(id, type, otherLane, payload, created);
  }
}
