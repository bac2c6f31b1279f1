package io.plumbline.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() {
    long raw = unsigned();
    return (raw >>> 1) ^ -(raw & 1);
  }

  long unsigned() {
    long number = 0;
    int shift = 0;
    byte b = bytes[at++];
    while (b < 0) {
      number |= (long) (b & 0x7F) << shift;
      shift += 7;
      b = bytes[at++];
    }
    return number | (long) b << shift;
  }

  int size() {
    return (int) unsigned();
  }

  String text() {
    int length = size();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return HeldText.from(text);
  }

  Instant instant() {
    long seconds = number();
    return Instant.ofEpochSecond(seconds, unsigned());
  }
}
