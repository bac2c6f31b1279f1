package io.plumbline.server.leads;

import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * How rows are cut into segments of one size, each with a lock: a row is written under its
 * segment's lock, so whoever reads sees whole rows, and neither readers nor the writer ever wait
 * for longer than one segment takes.
 */
final class Segments {
  static final int BITS = 12;

  /** Rows in a segment. */
  static final int ROWS = 1 << BITS;

  private volatile ReadWriteLock[] locks = new ReadWriteLock[0];

  static int of(int row) {
    return row >>> BITS;
  }

  static int within(int row) {
    return row & (ROWS - 1);
  }

  int count() {
    return locks.length;
  }

  ReadWriteLock lock(int segment) {
    return locks[segment];
  }

  /** Makes room for a row; only the writer does. */
  void reach(int row) {
    int needed = of(row) + 1;
    if (needed > locks.length) {
      ReadWriteLock[] more = Arrays.copyOf(locks, needed);
      for (int i = locks.length; i < needed; i++) {
        more[i] = new ReentrantReadWriteLock();
      }
      locks = more;
    }
  }
}
