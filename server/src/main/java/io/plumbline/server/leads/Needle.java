package io.plumbline.server.leads;

import java.util.Arrays;

/** A run of bytes that is looked for in others, by Horspool's way. */
final class Needle {
  private static final int SHORT = 3;

  private final byte[] bytes;
  private final boolean anyCase;
  private final int[] steps = new int[256];
  private final byte[] same = new byte[256];

  private Needle(byte[] bytes, boolean anyCase) {
    this.bytes = bytes.clone();
    this.anyCase = anyCase;
    for (int i = 0; i < same.length; i++) {
      same[i] = (byte) (anyCase && i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    }
    Arrays.fill(steps, bytes.length);
    for (int i = 0; i < bytes.length - 1; i++) {
      steps[bytes[i] & 0xFF] = bytes.length - 1 - i;
    }
    for (int i = 0; i < same.length; i++) {
      steps[i] = steps[same[i] & 0xFF];
    }
  }

  /** A needle of at least one byte, looked for as it is. */
  static Needle of(byte[] bytes) {
    return new Needle(bytes, false);
  }

  /** A needle in lower case that is found in ASCII of any case. */
  static Needle ofAnyCase(byte[] bytes) {
    return new Needle(bytes, true);
  }

  boolean isIn(byte[] hay, int from, int to) {
    if (anyCase) {
      return isInAnyCase(hay, from, to);
    }
    return bytes.length > SHORT ? isInByLeaps(hay, from, to) : isInByStarts(hay, from, to);
  }

  /** Short needles leap too little to pay for looking the leaps up. */
  private boolean isInByStarts(byte[] hay, int from, int to) {
    byte[] needle = bytes;
    byte start = needle[0];
    int end = to - needle.length;
    for (int at = from; at <= end; at++) {
      if (hay[at] == start && isAt(needle, hay, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInByLeaps(byte[] hay, int from, int to) {
    byte[] needle = bytes;
    int[] leaps = steps;
    int last = needle.length - 1;
    byte end = needle[last];
    int at = from + last;
    while (at < to) {
      byte b = hay[at];
      if (b == end && isAt(needle, hay, at - last)) {
        return true;
      }
      at += leaps[b & 0xFF];
    }
    return false;
  }

  private static boolean isAt(byte[] needle, byte[] hay, int at) {
    for (int i = 0; i < needle.length; i++) {
      if (hay[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean isInAnyCase(byte[] hay, int from, int to) {
    int last = bytes.length - 1;
    byte end = bytes[last];
    int at = from + last;
    while (at < to) {
      byte b = hay[at];
      if (same[b & 0xFF] == end && isAtAnyCase(hay, at - last)) {
        return true;
      }
      at += steps[b & 0xFF];
    }
    return false;
  }

  private boolean isAtAnyCase(byte[] hay, int from) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if (same[hay[from + i] & 0xFF] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
