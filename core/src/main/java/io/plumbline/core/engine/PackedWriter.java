package io.plumbline.core.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and texts as bytes: whole numbers zigzag, base 128, low group first; texts sized. Not
 * thread-safe.
 */
public final class PackedWriter {
  private byte[] bytes = new byte[128];
  private int size;

  public void number(long number) {
    long raw = (number << 1) ^ (number >> 63);
    while ((raw & ~0x7FL) != 0) {
      put((byte) (raw | 0x80));
      raw >>>= 7;
    }
    put((byte) raw);
  }

  public void text(String text) {
    sized(text.getBytes(StandardCharsets.UTF_8));
  }

  public void integer(@Nullable BigInteger number) {
    sized(number == null ? new byte[0] : number.toByteArray());
  }

  /** Bytes and, before them, how many. */
  public void sized(byte[] block) {
    number(block.length);
    if (size + block.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + block.length));
    }
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
  }

  private void put(byte b) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = b;
  }

  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
