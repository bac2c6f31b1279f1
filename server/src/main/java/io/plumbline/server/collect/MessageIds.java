package io.plumbline.server.collect;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The ids by which a message sent twice is known to be one. */
final class MessageIds {
  private MessageIds() {}

  /** An id as it is kept: itself, or a digest of it where it is too long, always the same. */
  static String kept(String id) {
    return id.length() <= CollectionLimits.MESSAGE_ID_CHARACTERS ? id : digest(id);
  }

  /** An id for a message that came without one; ids rise with time. */
  static String created() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }

  private static String digest(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
