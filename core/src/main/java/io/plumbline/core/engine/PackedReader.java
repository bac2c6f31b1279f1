package io.plumbline.core.engine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackedWriter} wrote; throws an IllegalArgumentException where bytes are broken,
 * and never allocates more than there are bytes.
 */
public final class PackedReader {
  private final byte[] bytes;
  private int place;

  public PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public long number() {
    long raw = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (place == bytes.length) {
        throw broken("it ends too early");
      }
      byte group = bytes[place++];
      raw |= (long) (group & 0x7F) << shift;
      if (group >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw broken("a number of more than ten groups");
  }

  /** A number of things, each of which takes a byte at least. */
  public int count() {
    int count = countOfAny();
    if (count > bytes.length - place) {
      throw broken(count + " things in " + (bytes.length - place) + " bytes");
    }
    return count;
  }

  /** A number of things that need not follow. */
  public int countOfAny() {
    long count = number();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw broken("a count of " + count);
    }
    return (int) count;
  }

  public String text() {
    int size = count();
    String text = new String(bytes, place, size, StandardCharsets.UTF_8);
    place += size;
    return text;
  }

  public @Nullable BigInteger integer() {
    int size = count();
    if (size == 0) {
      return null;
    }
    BigInteger integer = new BigInteger(bytes, place, size);
    place += size;
    return integer;
  }

  /** Bytes as {@link PackedWriter#sized} wrote them. */
  public byte[] sized() {
    int size = count();
    byte[] block = Arrays.copyOfRange(bytes, place, place + size);
    place += size;
    return block;
  }

  /** The instant of a second and a nanosecond that were read. */
  public Instant instant(long second, long nano) {
    try {
      return Instant.ofEpochSecond(second, nano);
    } catch (DateTimeException | ArithmeticException broken) {
      throw new IllegalArgumentException("not a packed state: an instant of no time", broken);
    }
  }

  /** Throws where bytes are left. */
  public void end() {
    if (place < bytes.length) {
      throw broken((bytes.length - place) + " bytes follow");
    }
  }

  private static IllegalArgumentException broken(String what) {
    return new IllegalArgumentException("not a packed state: " + what);
  }
}
