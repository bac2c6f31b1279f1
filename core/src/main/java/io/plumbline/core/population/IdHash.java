package io.plumbline.core.population;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of ids' bytes, eight at a time. */
final class IdHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private IdHash() {}

  /** The hash of {@code bytes[from..to)}. */
  static long of(byte[] bytes, int from, int to) {
    long hash = (to - from) * MIX;
    int i = from;
    for (; to - i > Long.BYTES; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, i));
    }
    return mix(hash ^ last(bytes, i, to - i));
  }

  /** Up to eight bytes as a number, the first lowest. */
  private static long last(byte[] bytes, int from, int length) {
    if (length > 0 && from + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, from) << (Long.SIZE - length * 8) >>> (Long.SIZE - length * 8);
    }
    long rest = 0;
    for (int i = 0; i < length; i++) {
      rest |= (bytes[from + i] & 0xFFL) << (i * 8);
    }
    return rest;
  }

  private static long mix(long bits) {
    long product = bits * MIX;
    long folded = product ^ Math.multiplyHigh(bits, MIX);
    return folded ^ (folded >>> 29);
  }
}
