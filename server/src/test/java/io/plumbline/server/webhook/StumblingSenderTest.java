package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Delivery.State;
import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages are sent whatever failed before: nobody would notice that none is. */
@Timeout(60)
final class StumblingSenderTest extends OnARoom {
  @Test
  void loop_thatRanOutOfMemoryOnce_goesOn() {
    Scarce scarce = new Scarce(store);
    try (Desk other = new Desk(scarce, folder)) {
      long endpoint = other.endpoint(receiver.url(), "score.changed").endpoint().key();
      other.start();
      scarce.isScarce.set(true);
      other.room.wake();
      until(() -> !scarce.isScarce.get());

      other.moves(7, 1, 2);

      until(() -> log(endpoint).size() == 1 && allAre(endpoint, State.DELIVERED));
    }
  }

  @Test
  void message_thatCouldNotBeAttempted_isTriedAgainAndSaysWhy() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(7, 1, 2);
    SendFigures figures = new SendFigures(desk.now::get);
    Transport broken =
        new Transport() {
          @Override
          public Answer post(Call call) {
            throw new OutOfMemoryError("made up");
          }

          @Override
          public void close() {}
        };
    Signature signature = new Signature(SecretBox.ofFile(folder.resolve("key")));
    try (Sender sender =
        new Sender(
            store,
            new Attempts(broken, signature, desk.now::get),
            new Settlement(store, new RetrySchedule(new Random(1)), figures),
            new Upkeep(store, new AlertTimers(store, desk.writer), figures, 1000))) {
      sender.start();
      until(() -> log(endpoint).get(0).attempts() == 1);
    }
    assertThat(log(endpoint).get(0).last().orElseThrow().error())
        .isEqualTo("this server failed; its log says how");
    assertThat(log(endpoint).get(0).next()).isNotEqualTo(Optional.empty());

    desk.pass(Duration.ofMinutes(1));
    desk.start();

    until(() -> allAre(endpoint, State.DELIVERED));
  }

  /** A store of a process that has no memory left for a reading of the sender. */
  private static final class Scarce extends ForwardingStore {
    private final AtomicBoolean isScarce = new AtomicBoolean();

    Scarce(Store store) {
      super(store);
    }

    @Override
    public <T> T read(Work<T> work) {
      boolean ofSender = Thread.currentThread().getName().equals("webhook-loop");
      if (ofSender && isScarce.compareAndSet(true, false)) {
        throw new OutOfMemoryError("made up");
      }
      return super.read(work);
    }

    @Override
    public void close() {}
  }
}
