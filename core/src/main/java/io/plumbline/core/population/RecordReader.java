package io.plumbline.core.population;

import static io.plumbline.core.population.RecordWriter.CLASS_AT;
import static io.plumbline.core.population.RecordWriter.FLAGS_AT;
import static io.plumbline.core.population.RecordWriter.HAS_NANO;
import static io.plumbline.core.population.RecordWriter.INTS;
import static io.plumbline.core.population.RecordWriter.LENGTH_BITS;
import static io.plumbline.core.population.RecordWriter.LONGS;
import static io.plumbline.core.population.RecordWriter.SECOND_AT;
import static io.plumbline.core.population.RecordWriter.WIDE;

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
  private int nano;

  /** Points to a record. */
  void at(byte[] newBytes, int newPosition) {
    bytes = newBytes;
    position = newPosition;
  }

  /** Reads all of a record but its numbers, which follow at {@link #position}. */
  void read() {
    long head = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    int flags = (int) (head >>> FLAGS_AT) & 0xF;
    int leadLength = (int) head & 0xFF;
    int idLength = (int) (head >>> LENGTH_BITS) & 0xFF;
    eventClass = (int) (head >>> CLASS_AT) & 0xFFF;
    epochSecond = head >> SECOND_AT;
    nano = 0;
    if (flags != 0) {
      if ((flags & WIDE) != 0) {
        epochSecond = (long) LONGS.get(bytes, position);
        position += Long.BYTES;
        eventClass = number();
        leadLength = number();
        idLength = number();
      }
      if ((flags & HAS_NANO) != 0) {
        nano = number();
      }
    }
    leadFrom = position;
    leadTo = leadFrom + leadLength;
    idFrom = leadTo;
    idTo = idFrom + idLength;
    position = idTo;
  }

  private int number() {
    int number = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
    return number;
  }

  /** Skips numbers. */
  void skipNumbers(int count) {
    for (int i = 0; i < count; i++) {
      int length = number();
      position += length;
    }
  }

  /** The next number, in millionths; null where the event has none. */
  @Nullable BigInteger nextNumber() {
    int length = number();
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
