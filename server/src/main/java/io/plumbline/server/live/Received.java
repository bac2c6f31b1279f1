package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as it was received, read, but before it is known whose it is. It has a user id, an
 * anonymous id or both; one that only says what is known of an account may have neither.
 *
 * @param messageId the same for every retry of the message; never empty
 * @param at when it happened, the sender's clock corrected where it has to be
 * @param sent the sender's clock when it was sent, uncorrected
 * @param source which key it came through, never a secret
 * @param event what the person did, if it says that; its id is the message's
 * @param attributes what is known of the person from now on; empty for said to be unknown
 */
public record Received(
    Optional<String> userId,
    Optional<String> anonymousId,
    String messageId,
    Instant at,
    Instant received,
    Optional<Instant> sent,
    String source,
    Optional<Happening> event,
    Map<String, Optional<Value>> attributes,
    Optional<Membership> membership,
    Optional<Alias> alias) {
  public Received {
    attributes = Map.copyOf(attributes);
    boolean ofNobody = userId.isEmpty() && anonymousId.isEmpty();
    if (ofNobody && (membership.isEmpty() || event.isPresent() || !attributes.isEmpty())) {
      throw new IllegalArgumentException("a message needs a user id or an anonymous id");
    }
  }

  /** What a person did. */
  public record Happening(String type, Map<String, Value> properties) {
    public Happening {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * That a person (if the message has one) belongs to an account, and what is known of that
   * account.
   */
  public record Membership(String accountId, Map<String, Optional<Value>> attributes) {
    public Membership {
      attributes = Map.copyOf(attributes);
    }
  }

  /** That a person was known under another id before: an anonymous or a user id. */
  public record Alias(String previousId) {}
}
