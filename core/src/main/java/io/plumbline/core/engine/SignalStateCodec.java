package io.plumbline.core.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Signal states as bytes. Packed, a state is what it holds without its key; it begins with the
 * columns that scoring reads, so that a score needs no more. Encoded, it is a version, its key's
 * hash and the packed state.
 */
public final class SignalStateCodec {
  private static final byte VERSION = 2;
  private static final int HASH_LENGTH = 64;

  private SignalStateCodec() {}

  /** The bytes of a state. */
  public static byte[] encode(SignalState state) {
    byte[] hash = state.key().hash().getBytes(StandardCharsets.US_ASCII);
    byte[] packed = state.packed();
    return ByteBuffer.allocate(1 + hash.length + packed.length)
        .put(VERSION)
        .put(hash)
        .put(packed)
        .array();
  }

  /**
   * The state that bytes stand for.
   *
   * @throws IllegalArgumentException where they are of another version or no state at all
   */
  public static SignalState decode(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "signal state of version " + bytes[0] + ", expected version " + VERSION);
    }
    if (bytes.length <= 1 + HASH_LENGTH) {
      throw new IllegalArgumentException("not a signal state: " + bytes.length + " bytes");
    }
    String hash = new String(bytes, 1, HASH_LENGTH, StandardCharsets.US_ASCII);
    SignalState state =
        unpack(new SignalKey(hash), Arrays.copyOfRange(bytes, 1 + HASH_LENGTH, bytes.length));
    // Reads all of it, so that what is broken shows here.
    state.tallies();
    return state;
  }

  /** What a state holds without its key as bytes, which are not to be changed. */
  public static byte[] pack(SignalState state) {
    return state.packed();
  }

  /**
   * The state that packed bytes stand for, which are kept and read when needed; where they are
   * broken, whatever reads them throws an IllegalArgumentException.
   */
  public static SignalState unpack(SignalKey key, byte[] packed) {
    return new SignalState(key, packed);
  }
}
