package io.plumbline.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes small numbers and texts into few bytes. */
final class ByteWriter {
  private byte[] bytes = new byte[256];
  private int length;

  void number(long number) {
    unsigned((number << 1) ^ (number >> 63));
  }

  /** A number that is rarely negative. */
  void unsigned(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  void text(String text) {
    byte[] utf8 = HeldText.of(text).getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  void instant(Instant instant) {
    number(instant.getEpochSecond());
    unsigned(instant.getNano());
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(byte b) {
    reserve(1);
    bytes[length++] = b;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
