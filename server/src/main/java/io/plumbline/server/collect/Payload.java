package io.plumbline.server.collect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** What is kept of a call that could not be taken. */
final class Payload {
  private static final String CUT = "...";

  private Payload() {}

  /**
   * A call as it was sent: one of a batch with what the batch said of its calls; where only the
   * route said what it is, the call says it now.
   */
  static String of(Envelope envelope, Draft call, Reception reception) {
    String text = text(envelope.body(), call.from(), call.to());
    if (call != envelope.outer()) {
      String around = isCut(text) ? "" : around(envelope);
      return around.isEmpty() ? text : "{\"batch\":[" + text + "]" + around + "}";
    }
    boolean routed = reception.call().isPresent() && !call.has("type");
    return routed && text.startsWith("{") && !isCut(text)
        ? "{\"type\":\""
            + reception.call().get()
            + (text.substring(1).stripLeading().startsWith("}") ? "\"" : "\",")
            + text.substring(1)
        : text;
  }

  /** The fields beside a batch that say something of its calls, each with a comma before it. */
  private static String around(Envelope envelope) {
    Draft outer = envelope.outer();
    StringBuilder around = new StringBuilder();
    for (String field : List.of("sentAt", "sent_at")) {
      if (outer.plain(field).isPresent()) {
        around.append(",\"").append(field).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(outer.plain(field).get(), around);
        around.append('"');
      }
    }
    int bytes = outer.contextTo() - outer.contextFrom();
    if (bytes > 0 && bytes <= CollectionLimits.CONTEXT_BYTES) {
      around
          .append(",\"context\":")
          .append(text(envelope.body(), outer.contextFrom(), outer.contextTo()));
    }
    return around.toString();
  }

  /** A body of which nobody could make anything. */
  static String of(byte[] body) {
    return text(body, 0, body.length);
  }

  /** Whether something was cut off, so that the call cannot be read any more. */
  static boolean isCut(String payload) {
    return payload.endsWith(CUT);
  }

  private static String text(byte[] body, int from, int to) {
    int end = Math.min(to, body.length);
    int start = Math.max(0, Math.min(from, end));
    boolean cut = end - start > CollectionLimits.PAYLOAD_BYTES;
    int behind = cut ? start + CollectionLimits.PAYLOAD_BYTES : end;
    while (cut && behind > start && (body[behind] & 0xC0) == 0x80) {
      behind--;
    }
    String text = new String(body, start, behind - start, StandardCharsets.UTF_8);
    return CleanText.of(cut ? text + CUT : text);
  }
}
