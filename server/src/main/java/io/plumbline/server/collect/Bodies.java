package io.plumbline.server.collect;

import io.plumbline.format.json.ValueJson;
import io.plumbline.server.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;

/** Bodies as JSON, whatever their content type says. */
final class Bodies {
  /**
   * As deep as an event has bytes: one that is too deep to be read would take its batch with it.
   */
  static final JsonFactory JSON =
      ValueJson.FACTORY
          .rebuild()
          .streamReadConstraints(
              ValueJson.FACTORY
                  .streamReadConstraints()
                  .rebuild()
                  .maxNestingDepth(CollectionLimits.EVENT_BYTES)
                  .build())
          .build();

  private Bodies() {}

  /**
   * Reads a body; bytes that are not UTF-8 become U+FFFD.
   *
   * @throws Refusal where it is no JSON of a known shape
   */
  static Envelope read(byte[] body) {
    if (body.length >= 2 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFE) == 0xFE)) {
      throw new Refusal(Refusal.Code.INVALID, "the body is not in UTF-8");
    }
    try {
      return DraftReader.read(body);
    } catch (JacksonException e) {
      if (isUtf8(body)) {
        throw notJson(e);
      }
    }
    byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    try {
      return DraftReader.read(repaired);
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Refusal notJson(JacksonException e) {
    String text = String.valueOf(e.getOriginalMessage());
    int source = text.indexOf("[Source:");
    int start = source < 0 ? -1 : text.lastIndexOf(" (", source);
    String reason = start > 0 ? text.substring(0, start) : text;
    String shortened = reason.length() > 200 ? reason.substring(0, 200) + "..." : reason;
    return new Refusal(Refusal.Code.INVALID, "the body is not JSON: " + CleanText.of(shortened));
  }
}
