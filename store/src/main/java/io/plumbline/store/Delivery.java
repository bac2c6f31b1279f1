package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A message on its way to one endpoint.
 *
 * @param key rising in the order written, which is the order of a lane
 * @param attempts how many were made
 * @param next when the next attempt is due; empty behind another of its lane, and where there is
 *     nothing left to do
 * @param last what came of the latest attempt
 */
public record Delivery(
    long key,
    long endpoint,
    OutboxMessage message,
    State state,
    int attempts,
    Optional<Instant> next,
    Optional<Attempt> last) {

  /** How far a message is. */
  public enum State {
    PENDING,
    DELIVERED,
    /** All attempts were in vain; somebody may replay it. */
    FAILED,
    /** It failed, and was written anew by a replay. */
    REPLAYED
  }

  /**
   * One attempt to deliver.
   *
   * @param status of HTTP; 0 where there was no answer
   * @param error what went wrong, for people; empty where nothing did
   */
  public record Attempt(Instant at, int status, long millis, String error) {}
}
