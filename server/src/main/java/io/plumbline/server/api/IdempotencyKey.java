package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a client calls one thing that it wants done once, however often it asks. */
record IdempotencyKey(String text) {
  static final int LONGEST = 255;

  /** The key of a request that has one; refuses one that cannot be kept. */
  static Optional<IdempotencyKey> of(HttpServletRequest request) {
    String header = request.getHeader("Idempotency-Key");
    if (header == null) {
      return Optional.empty();
    }
    // The draft writes a quoted string, most clients write it bare: both mean the same.
    boolean quoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
    String text = quoted ? header.substring(1, header.length() - 1) : header;
    if (text.isBlank() || text.length() > LONGEST) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The header Idempotency-Key has "
              + text.length()
              + " characters; expected 1 to "
              + LONGEST
              + ".");
    }
    return Optional.of(new IdempotencyKey(text));
  }
}
