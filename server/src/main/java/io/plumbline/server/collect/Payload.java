package io.plumbline.server.collect;

import java.nio.charset.StandardCharsets;

/** What is kept of a call that could not be taken. */
final class Payload {
  private static final String CUT = "...";

  private Payload() {}

  /** A call as it was sent; where only the route said what it is, the call says it now. */
  static String of(Envelope envelope, Draft call, Reception reception) {
    String text = text(envelope.body(), call.from(), call.to());
    boolean routed = call == envelope.outer() && reception.call().isPresent() && !call.has("type");
    return routed && text.startsWith("{") && !isCut(text)
        ? "{\"type\":\""
            + reception.call().get()
            + (text.substring(1).stripLeading().startsWith("}") ? "\"" : "\",")
            + text.substring(1)
        : text;
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
