package io.plumbline.server.health;

import java.util.function.Supplier;

/**
 * How far the start has come. The port is open before the work begins, so that whoever watches can
 * tell a server that starts from one that is dead. Thread-safe.
 */
public final class Startup {
  private static final String DONE = "";

  private volatile Supplier<String> step = () -> "the server is starting";

  /** That a step begins, told in a few words without personal data. */
  public void step(Supplier<String> what) {
    step = what;
  }

  /** That all has begun. */
  public void done() {
    step = () -> DONE;
  }

  /** What the start is at; empty once it is over. */
  String told() {
    return step.get();
  }
}
