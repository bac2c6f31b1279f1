package io.plumbline.core.population;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of ids' bytes, eight at a time; also compares them. */
final class IdHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private IdHash() {}

  /** The hash of {@code bytes[from..to)}. */
  static long of(byte[] bytes, int from, int to) {
    long hash = (to - from) * MIX;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, i));
    }
    long rest = 0;
    for (int shift = 0; i < to; i++, shift += Byte.SIZE) {
      rest |= (bytes[i] & 0xFFL) << shift;
    }
    return mix(hash ^ rest);
  }

  private static long mix(long bits) {
    long product = bits * MIX;
    long folded = product ^ Math.multiplyHigh(bits, MIX);
    return folded ^ (folded >>> 29);
  }
}
