package io.plumbline.server.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * How a body came in.
 *
 * @param received when
 * @param source which key it came through, never a secret
 * @param browser whether a web page sent it
 * @param messageId of a call that has none of its own; empty for one that is created
 * @param call what the route says its only call is; empty where calls say it themselves
 */
record Reception(
    Instant received,
    String source,
    boolean browser,
    Optional<String> messageId,
    Optional<String> call) {
  /** The id that is kept for a message. */
  String messageId(Optional<String> sent) {
    return sent.map(MessageIds::kept).or(this::messageId).orElseGet(MessageIds::created);
  }
}
