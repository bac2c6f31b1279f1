package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.server.webhook.Receiver.Reply;
import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of each lead arrive in their order, whoever else is refused, slow or dies. */
@Timeout(60)
final class DeliveryOrderTest extends OnARoom {
  /** Whatever a receiver refuses, it takes the messages of each lead in their order. */
  @Test
  void flakyReceiver_takesTheMessagesOfEachLeadInOrder() {
    long seed = 20261122;
    Random random = new Random(seed);
    receiver.answers(
        it -> {
          synchronized (random) {
            return new Reply(random.nextInt(10) < 3 ? 500 : 200);
          }
        });
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.start();
    for (int step = 0; step < 15; step++) {
      for (int lead = 1; lead <= 20; lead++) {
        desk.moves(lead, step, step + 1);
      }
    }

    until(
        () -> {
          desk.pass(Duration.ofHours(1));
          return allAre(endpoint, State.DELIVERED);
        });

    Map<String, List<Long>> totals =
        receiver.taken().stream()
            .collect(
                Collectors.groupingBy(
                    Got::lead,
                    Collectors.mapping(
                        it -> it.json().get("data").get("after").get("total").asLong(),
                        Collectors.toList())));
    assertThat(totals).as("seed %d", seed).hasSize(20);
    List<Long> all = new ArrayList<>();
    for (long total = 1; total <= 15; total++) {
      all.add(total);
    }
    assertThat(totals.values()).as("seed %d", seed).allMatch(all::equals);
    assertThat(receiver.all().size()).isGreaterThan(300);
  }

  @Test
  void lead_whoseMessageIsRefused_doesNotHoldUpOthers() {
    receiver.answers(it -> new Reply(it.lead().equals("lead-1") ? 500 : 204));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.start();

    desk.moves(1, 0, 1);
    desk.moves(1, 1, 2);
    desk.moves(2, 0, 1);
    desk.moves(2, 1, 2);

    until(() -> log(endpoint).stream().filter(it -> it.state() == State.DELIVERED).count() == 2);
    until(
        () ->
            log(endpoint).stream().anyMatch(it -> it.attempts() == 1 && it.message().lane() == 1));
    assertThat(receiver.all().stream().filter(it -> it.lead().equals("lead-1"))).hasSize(1);
  }

  @Test
  void slowReceiver_doesNotHoldUpAnother() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Receiver slow = new Receiver()) {
      slow.answers(
          it -> {
            try {
              release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
            return new Reply(200);
          });
      desk.endpoint(slow.url(), "score.changed");
      long quick = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
      desk.start();

      for (int lead = 1; lead <= 50; lead++) {
        desk.moves(lead, 1, 2);
      }

      until(() -> log(quick).size() == 50 && allAre(quick, State.DELIVERED));
      assertThat(slow.all()).isEmpty();
      release.countDown();
      slow.await(it -> it.size() == 50);
    }
  }

  /** Whoever dies after a receiver said yes, but before that was written down, says it again. */
  @Test
  void crash_betweenDeliveryAndMark_isFollowedByTheSameMessageAgain() {
    Mute mute = new Mute(store);
    try (Desk dying = new Desk(mute, folder)) {
      dying.endpoint(receiver.url(), "score.changed");
      dying.moves(7, 1, 2);
      mute.isAway = true;
      dying.start();
      receiver.await(it -> it.size() == 1);
    }
    assertThat(log(1)).extracting(Delivery::state).containsExactly(State.PENDING);

    desk.pass(Duration.ofMinutes(1));
    desk.start();

    List<Got> got = receiver.await(it -> it.size() == 2);
    assertThat(got.get(1).id()).isEqualTo(got.get(0).id()).startsWith("msg_");
    until(() -> allAre(1, State.DELIVERED));
  }

  /** A store to which nothing can be written any more, at some time. */
  private static final class Mute extends ForwardingStore {
    private volatile boolean isAway;

    Mute(Store store) {
      super(store);
    }

    @Override
    public <T> T write(Work<T> work) {
      if (isAway) {
        throw new StoreException(StoreException.Code.AWAY, "away");
      }
      return super.write(work);
    }

    @Override
    public void close() {}
  }
}
