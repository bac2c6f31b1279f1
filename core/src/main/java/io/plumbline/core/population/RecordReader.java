package io.plumbline.core.population;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the records of a {@link RecordWriter}, one after the other. Reused; not thread-safe. */
final class RecordReader {
  byte[] bytes = {};
  int position;
  int leadFrom;
  int leadTo;
  int idFrom;
  int idTo;
  int eventClass;
  long epochSecond;
  int nano;

  /** Points to a record. */
  void at(byte[] newBytes, int newPosition) {
    bytes = newBytes;
    position = newPosition;
  }

  /** Reads all of a record but its numbers, which follow at {@link #position}. */
  void read() {
    int length = (int) number();
    leadFrom = position;
    leadTo = position + length;
    position = leadTo;
    length = (int) number();
    idFrom = position;
    idTo = position + length;
    position = idTo;
    eventClass = (int) number();
    long raw = number();
    epochSecond = (raw >>> 1) ^ -(raw & 1);
    nano = (int) number();
  }

  private long number() {
    byte group = bytes[position++];
    if (group >= 0) {
      return group;
    }
    long value = group & 0x7F;
    int shift = 7;
    do {
      group = bytes[position++];
      value |= (long) (group & 0x7F) << shift;
      shift += 7;
    } while (group < 0);
    return value;
  }

  /** Skips numbers. */
  void skipNumbers(int count) {
    for (int i = 0; i < count; i++) {
      int length = (int) number();
      position += length;
    }
  }

  /** The next number, in millionths; null where the event has none. */
  @Nullable BigInteger nextNumber() {
    int length = (int) number();
    position += length;
    return length == 0 ? null : new BigInteger(bytes, position - length, length);
  }

  Instant at() {
    return Instant.ofEpochSecond(epochSecond, nano);
  }

  String id() {
    return new String(bytes, idFrom, idTo - idFrom, StandardCharsets.UTF_8);
  }
}
