package io.plumbline.core.population;

import java.nio.charset.StandardCharsets;

/** A reused view of UTF-8 bytes in a reader's buffer. Not thread-safe. */
public final class Slice {
  private byte[] bytes = {};
  private int from;
  private int to;

  /** Points the view at {@code bytes[from..to)}. */
  public void set(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
  }

  /** Points the view at the bytes of a text. */
  public void set(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    set(encoded, 0, encoded.length);
  }

  /** Makes the view empty: no id. */
  public void clear() {
    to = from;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  public int length() {
    return to - from;
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
