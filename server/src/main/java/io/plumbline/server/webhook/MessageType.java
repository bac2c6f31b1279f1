package io.plumbline.server.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What messages tell. */
public enum MessageType {
  SCORE_CHANGED("score.changed"),
  GRADE_CHANGED("grade.changed"),
  BAND_CHANGED("band.changed"),
  LEAD_MERGED("lead.merged"),
  LEAD_UNMERGED("lead.unmerged"),
  ALERT_RAISED("alert.raised"),
  MODEL_PUBLISHED("model.published"),
  /** Sent to try an endpoint; nobody subscribes to it. */
  PING("ping");

  private final String wire;

  MessageType(String wire) {
    this.wire = wire;
  }

  /** The type as it stands in a message. */
  public String wire() {
    return wire;
  }

  /** The types that an endpoint can subscribe to, as they stand in messages. */
  public static List<String> subscribable() {
    return Arrays.stream(values()).filter(type -> type != PING).map(MessageType::wire).toList();
  }

  static Optional<MessageType> ofWire(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
