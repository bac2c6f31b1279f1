package io.plumbline.format.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing row of bytes that is filled, written and filled again. Not thread-safe. */
final class Bytes {
  /** The most bytes that a number of thousandths takes: sign, 16 digits, point, 3 digits. */
  private static final int LONGEST_NUMBER = 24;

  private byte[] bytes;
  private int size;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void put(byte[] from) {
    put(from, 0, from.length);
  }

  /** Puts a few bytes: for those a loop is faster than a call that copies. */
  void putShort(byte[] from) {
    ensure(from.length);
    for (byte b : from) {
      bytes[size++] = b;
    }
  }

  /** Puts bytes between quotes, each quote among them twice. */
  void putQuoted(byte[] from, int start, int end) {
    ensure(2 * (end - start) + 2);
    bytes[size++] = '"';
    for (int i = start; i < end; i++) {
      byte b = from[i];
      if (b == '"') {
        bytes[size++] = '"';
      }
      bytes[size++] = b;
    }
    bytes[size++] = '"';
  }

  void put(byte[] from, int start, int end) {
    int length = end - start;
    ensure(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  /** Puts a number of thousandths with up to three decimals and without trailing zeros. */
  void putThousandths(long thousandths) {
    ensure(LONGEST_NUMBER);
    long whole = thousandths / 1000;
    int fraction = (int) (thousandths - whole * 1000);
    if (thousandths < 0) {
      bytes[size++] = '-';
      whole = -whole;
      fraction = -fraction;
    }
    if (whole < 1000) {
      putSmall((int) whole);
    } else {
      putDigits(whole);
    }
    if (fraction != 0) {
      putFraction(fraction);
    }
  }

  private void putSmall(int whole) {
    if (whole >= 100) {
      bytes[size++] = (byte) ('0' + whole / 100);
    }
    if (whole >= 10) {
      bytes[size++] = (byte) ('0' + whole / 10 % 10);
    }
    bytes[size++] = (byte) ('0' + whole % 10);
  }

  private void putDigits(long whole) {
    int digits = 0;
    for (long left = whole; left != 0; left /= 10) {
      digits++;
    }
    long left = whole;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += digits;
  }

  private void putFraction(int fraction) {
    bytes[size++] = '.';
    bytes[size++] = (byte) ('0' + fraction / 100);
    int rest = fraction % 100;
    if (rest != 0) {
      bytes[size++] = (byte) ('0' + rest / 10);
      if (rest % 10 != 0) {
        bytes[size++] = (byte) ('0' + rest % 10);
      }
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      long wanted = Math.max(2L * bytes.length, (long) size + more);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
