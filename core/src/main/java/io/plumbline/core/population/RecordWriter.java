package io.plumbline.core.population;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes events as records into arrays that grow. Reused; not thread-safe. A record is a head of
 * eight bytes (second, class, flags, the lengths of both ids), what did not fit into it, the lead's
 * id, the event's id, and for each signal of the class that reads a number its length and bytes, no
 * bytes for none.
 */
final class RecordWriter {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A nanosecond follows the head. */
  static final int HAS_NANO = 1;

  /** Second, class and lengths follow the head in full. */
  static final int WIDE = 2;

  static final int LENGTH_BITS = 8;
  static final int FLAGS_AT = 16;
  static final int CLASS_AT = 20;
  static final int SECOND_AT = 32;

  private static final int MAX_LENGTH = 0xFF;
  private static final int MAX_CLASS = 0xFFF;

  /** More than a head with all that can follow it, and room to copy whole words. */
  private static final int SLACK = 64;

  private byte[] bytes = {};
  private int size;

  /** Goes on behind the first {@code newSize} bytes of an array. */
  void append(byte[] newBytes, int newSize) {
    bytes = newBytes;
    size = newSize;
  }

  /** The array written to, which may be another one than it was given. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Writes all of an event but its numbers. */
  void event(EventRow row, int eventClass) {
    Slice lead = row.lead;
    Slice id = row.id;
    reserve(lead.length() + id.length());
    boolean narrow =
        lead.length() <= MAX_LENGTH
            && id.length() <= MAX_LENGTH
            && eventClass <= MAX_CLASS
            && row.epochSecond == (int) row.epochSecond;
    long flags = (row.nano == 0 ? 0 : HAS_NANO) | (narrow ? 0 : WIDE);
    if (narrow) {
      long head =
          lead.length()
              | ((long) id.length() << LENGTH_BITS)
              | (flags << FLAGS_AT)
              | ((long) eventClass << CLASS_AT)
              | (row.epochSecond << SECOND_AT);
      LONGS.set(bytes, size, head);
      size += Long.BYTES;
    } else {
      wide(row, eventClass, flags);
    }
    if (row.nano != 0) {
      number(row.nano);
    }
    copy(lead);
    copy(id);
  }

  private void wide(EventRow row, int eventClass, long flags) {
    LONGS.set(bytes, size, flags << FLAGS_AT);
    LONGS.set(bytes, size + Long.BYTES, row.epochSecond);
    size += 2 * Long.BYTES;
    number(eventClass);
    number(row.lead.length());
    number(row.id.length());
  }

  private void number(int number) {
    INTS.set(bytes, size, number);
    size += Integer.BYTES;
  }

  /** Copies words while source and room allow, as most ids are short. */
  private void copy(Slice slice) {
    int length = slice.length();
    byte[] from = slice.bytes();
    int start = slice.from();
    if (length <= 2 * Long.BYTES && start + 2 * Long.BYTES <= from.length) {
      LONGS.set(bytes, size, (long) LONGS.get(from, start));
      LONGS.set(bytes, size + Long.BYTES, (long) LONGS.get(from, start + Long.BYTES));
    } else {
      System.arraycopy(from, start, bytes, size, length);
    }
    size += length;
  }

  /** Writes a number's bytes with their length. */
  void sized(byte[] number) {
    reserve(number.length);
    number(number.length);
    System.arraycopy(number, 0, bytes, size, number.length);
    size += number.length;
  }

  private void reserve(int more) {
    if (size + more + SLACK > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(size + more + SLACK, bytes.length >> 1));
    }
  }
}
