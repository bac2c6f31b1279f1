package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A way through all subjects has ended on every thread before it says how. */
class SweepTest {
  private final Thread own = Thread.currentThread();
  private final CountDownLatch isOtherAtWork = new CountDownLatch(1);
  private final CountDownLatch hasFailed = new CountDownLatch(1);
  private final AtomicBoolean isOtherDone = new AtomicBoolean();

  @Test
  void run_whereOneThreadFails_waitsForTheOtherBeforeItFails() {
    assertThatThrownBy(() -> new Sweep(2, 10, new Progress()).run(20, () -> this::range))
        .hasMessage("the test says so");
    assertThat(isOtherDone).isTrue();
  }

  private void range(long from, long to) {
    try {
      if (Thread.currentThread() == own) {
        isOtherAtWork.await();
        hasFailed.countDown();
        throw new IllegalStateException("the test says so");
      }
      isOtherAtWork.countDown();
      hasFailed.await();
      Thread.sleep(200);
      isOtherDone.set(true);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
