package io.plumbline.format.facts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * An input stream whose first bytes can be looked at before they are read, that counts what was
 * read, and that knows whether it has ended, also where it is a pipe. Not thread-safe.
 */
final class HeadStream extends InputStream {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private boolean ended;
  private volatile long count;

  HeadStream(InputStream in) {
    this.in = in;
  }

  /** The next bytes, at most so many, fewer where the stream ends before; they stay unread. */
  byte[] peek(int length) throws IOException {
    while (end - at < length && !ended) {
      if (at > 0) {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
      }
      fill();
    }
    return Arrays.copyOfRange(buffer, at, at + Math.min(length, end - at));
  }

  /** How many bytes were read by now. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads, others only look at the count
  public int read(byte[] b, int off, int len) throws IOException {
    int n;
    if (at < end) {
      n = Math.min(len, end - at);
      System.arraycopy(buffer, at, b, off, n);
      at += n;
    } else {
      n = ended ? -1 : in.read(b, off, len);
      ended = n < 0;
    }
    count += Math.max(n, 0);
    return n;
  }

  /**
   * Whether there is more, as a number: a pipe that has nothing at this moment may still go on, and
   * {@code GZIPInputStream} would take it for the end.
   */
  @Override
  public int available() throws IOException {
    if (at == end && !ended) {
      at = 0;
      end = 0;
      fill();
    }
    return end - at;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void fill() throws IOException {
    int n = in.read(buffer, end, buffer.length - end);
    ended = n < 0;
    end += Math.max(n, 0);
  }
}
