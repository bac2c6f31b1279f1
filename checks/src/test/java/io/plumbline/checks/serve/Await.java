package io.plumbline.checks.serve;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for what comes by itself. */
final class Await {
  private static final int PAUSE_MILLIS = 50;

  private Await() {}

  /** Returns as soon as something holds, and fails where it does not in time. */
  static void until(String what, Duration most, Callable<Boolean> holds) {
    long start = System.nanoTime();
    try {
      while (!holds.call()) {
        if (System.nanoTime() - start > most.toNanos()) {
          throw new AssertionError("not in " + most.toSeconds() + " s: " + what);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (RuntimeException | AssertionError failed) {
      throw failed;
    } catch (Exception failed) {
      throw new AssertionError(what, failed);
    }
  }
}
