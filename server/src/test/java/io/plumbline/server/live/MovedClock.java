package io.plumbline.server.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
final class MovedClock implements InstantSource {
  private volatile Instant now;

  MovedClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void move(Duration by) {
    now = now.plus(by);
  }

  void set(Instant to) {
    now = to;
  }
}
