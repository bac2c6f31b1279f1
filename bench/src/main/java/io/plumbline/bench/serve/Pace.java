package io.plumbline.bench.serve;

import java.util.concurrent.locks.LockSupport;

/** Waits for an instant without using the processors that the server needs. */
final class Pace {
  private Pace() {}

  static void until(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
