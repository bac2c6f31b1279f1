package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Bodies as they were before they were packed. Headers lie about that: what begins like gzip is
 * gzip, and all else is not.
 */
final class Inflated {
  private Inflated() {}

  /**
   * A body without its packing.
   *
   * @throws Refusal where it is broken, or larger than the limit
   */
  static byte[] of(byte[] body) {
    if (!isPacked(body)) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 4096)) {
      return read(in, Math.max(1024, Math.min(body.length * 4, CollectionLimits.BODY_BYTES)));
    } catch (IOException broken) {
      throw new Refusal(Refusal.Code.INVALID, "the body is gzip that breaks off or is damaged");
    }
  }

  static boolean isPacked(byte[] body) {
    return body.length >= 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
  }

  private static byte[] read(InputStream in, int guess) throws IOException {
    byte[] out = new byte[guess];
    int length = 0;
    int n = in.read(out, 0, out.length);
    while (n >= 0) {
      length += n;
      if (length > CollectionLimits.BODY_BYTES) {
        throw tooLarge();
      }
      if (length == out.length) {
        out = Arrays.copyOf(out, Math.min(length * 2, CollectionLimits.BODY_BYTES + 1));
      }
      n = in.read(out, length, out.length - length);
    }
    return Arrays.copyOf(out, length);
  }

  /** Refuses a body of too many bytes as sent. */
  static void check(int bytes) {
    if (bytes > CollectionLimits.BODY_BYTES) {
      throw tooLarge();
    }
  }

  /** What is said of a body that is too large, packed or not. */
  static Refusal tooLarge() {
    return new Refusal(
        Refusal.Code.TOO_LARGE,
        "the body is larger than " + CollectionLimits.BODY_BYTES + " bytes, as sent or inflated");
  }
}
