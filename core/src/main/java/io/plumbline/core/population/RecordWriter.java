package io.plumbline.core.population;

import java.util.Arrays;

/**
 * Writes events as records into a growing array: the lead's id and the event's id (length, bytes),
 * the class, the second, the nanosecond, and a number for each signal of the class that reads one
 * (length, bytes; no bytes for none). Whole numbers are variable-length, base 128, low group first.
 */
final class RecordWriter {
  byte[] bytes;
  int size;

  RecordWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** Makes room for so many bytes. */
  void reserve(int more) {
    if (size + more > bytes.length) {
      if (size + more < 0) {
        throw new IllegalStateException("a chunk of events over 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }

  /** Writes bytes with their length; room was made. */
  void sized(byte[] from, int start, int length) {
    number(length);
    if (length <= 16) {
      for (int i = 0; i < length; i++) {
        bytes[size + i] = from[start + i];
      }
    } else {
      System.arraycopy(from, start, bytes, size, length);
    }
    size += length;
  }

  /** Writes a number of 0 or more; room was made. */
  void number(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Writes a number of either sign; room was made. */
  void signed(long number) {
    number((number << 1) ^ (number >> 63));
  }
}
