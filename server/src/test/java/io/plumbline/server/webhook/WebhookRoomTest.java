package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.server.webhook.Receiver.Reply;
import io.plumbline.store.Audit;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages reach receivers that behave well, and those that do not. */
@Timeout(60)
final class WebhookRoomTest {
  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final Receiver receiver = new Receiver();
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(store, folder);
  }

  @AfterEach
  void close() {
    desk.close();
    receiver.close();
  }

  private List<Delivery> log(long endpoint) {
    return store.read(
        tx -> tx.outbox().log(endpoint, Optional.empty(), EnumSet.allOf(State.class), 1000));
  }

  private static void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean allAre(long endpoint, State state) {
    return log(endpoint).stream().allMatch(it -> it.state() == state);
  }

  @Test
  void change_ofAScore_isToldForEachThingThatDiffers() {
    desk.endpoint(receiver.url(), "score.changed", "grade.changed", "band.changed");
    desk.start();

    desk.moves(7, -1, 20);
    desk.moves(7, 20, 21);
    desk.moves(7, 21, 65);

    assertThat(receiver.await(it -> it.size() == 7))
        .extracting(Got::type)
        .containsExactly(
            "score.changed",
            "grade.changed",
            "band.changed",
            "score.changed",
            "score.changed",
            "grade.changed",
            "band.changed");
  }

  @Test
  void message_ofAChange_saysWhoWhatAndWhy() {
    var made = desk.endpoint(receiver.url(), "score.changed");
    desk.moves(7, -1, 20);
    desk.moves(7, 20, 65);
    desk.start();

    Got got = receiver.await(it -> it.size() == 2).get(1);

    assertThat(got.isSignedWith(made.secret())).isTrue();
    assertThat(got.body())
        .isEqualTo(
            "{\"type\":\"score.changed\",\"timestamp\":\""
                + desk.now.get()
                + "\",\"data\":{\"lead_id\":\"lead-7\",\"model\":\"b2b\",\"version\":1,"
                + "\"cause\":{\"kind\":\"event\",\"details\":[\"evt-2\"]},"
                + "\"before\":{\"total\":20,\"scores\":{\"fit\":{\"points\":20,\"grade\":\"C\"}},"
                + "\"band\":\"cold\"},"
                + "\"after\":{\"total\":65,\"scores\":{\"fit\":{\"points\":65,\"grade\":\"A\"}},"
                + "\"band\":\"hot\"},"
                + "\"contributions\":[{\"rule\":\"large\",\"before\":20,\"after\":65}]}}");
  }

  @Test
  void endpoint_ofOtherTypesOrModels_isToldNothing() {
    long grades = desk.endpoint(receiver.url(), "grade.changed").endpoint().key();
    desk.room
        .endpoints()
        .create(
            new EndpointBook.Draft(
                receiver.url(),
                java.util.Set.of("score.changed"),
                java.util.Set.of("partners"),
                true),
            desk.change());

    desk.moves(7, 61, 62);

    assertThat(log(grades)).isEmpty();
    assertThat(log(grades + 1)).isEmpty();
  }

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
  private static final class Mute implements Store {
    private final Store store;
    private volatile boolean isAway;

    Mute(Store store) {
      this.store = store;
    }

    @Override
    public <T> T write(Work<T> work) {
      if (isAway) {
        throw new StoreException(StoreException.Code.AWAY, "away");
      }
      return store.write(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      return store.read(work);
    }

    @Override
    public boolean isServed() {
      return store.isServed();
    }

    @Override
    public String describe() {
      return store.describe();
    }

    @Override
    public void close() {}
  }

  @Test
  void receiver_thatIsGone_isDisabledAndMissesNothingWhenItIsBack() {
    receiver.answers(it -> new Reply(410));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(7, 1, 2);
    desk.moves(7, 2, 3);
    desk.start();

    until(() -> !desk.room.endpoints().get(endpoint).enabled());
    assertThat(desk.room.endpoints().get(endpoint).reason()).contains("410 Gone");
    assertThat(store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 1)))
        .extracting(AuditEntry::actor, AuditEntry::action)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("system", "webhook.disable"));
    desk.moves(8, 1, 2);
    desk.pass(Duration.ofDays(1));

    receiver.answers(it -> new Reply(200));
    desk.room.endpoints().enable(endpoint, desk.change());
    desk.room.wake();

    until(() -> allAre(endpoint, State.DELIVERED));
    assertThat(receiver.taken())
        .extracting(it -> it.json().get("data").get("after").get("total").asLong())
        .containsExactly(2L, 3L);
  }

  @Test
  void redirect_isNotFollowed_andTriedAgain() {
    receiver.answers(it -> new Reply(307, Map.of("Location", "http://127.0.0.1:1/")));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(7, 1, 2);
    desk.start();

    until(() -> log(endpoint).get(0).attempts() == 1);

    assertThat(log(endpoint).get(0).last().orElseThrow().error()).contains("307");
    assertThat(log(endpoint).get(0).next().orElseThrow()).isAfter(desk.now.get());
  }

  @Test
  void receiver_thatAsksToWait_isLeftAloneWithAllItsLeads() {
    receiver.answers(it -> new Reply(429, Map.of("Retry-After", "600")));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);
    desk.start();
    until(() -> log(endpoint).get(0).attempts() == 1);

    desk.moves(2, 1, 2);
    desk.pass(Duration.ofMinutes(9));
    until(() -> desk.room.figures().pending() == 2);
    assertThat(receiver.all()).hasSize(1);

    receiver.answers(it -> new Reply(200));
    until(
        () -> {
          desk.pass(Duration.ofMinutes(1));
          return allAre(endpoint, State.DELIVERED);
        });
  }

  @Test
  void message_refusedTenTimes_isGivenUpAndCanBeReplayed() {
    receiver.answers(it -> new Reply(it.lead().equals("lead-1") ? 503 : 200));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);
    Instant sent = desk.now.get();
    desk.start();

    until(
        () -> {
          desk.pass(Duration.ofHours(1));
          return log(endpoint).get(0).state() == State.FAILED;
        });
    Delivery failed = log(endpoint).get(0);
    assertThat(failed.attempts()).isEqualTo(10);
    assertThat(receiver.all()).extracting(Got::id).containsOnly(failed.message().id());
    assertThat(desk.now.get()).isAfter(sent.plus(Duration.ofHours(75)));

    receiver.answers(it -> new Reply(200));
    long replayed = desk.room.deliveries().replayFailed(endpoint, sent, desk.change());
    desk.room.wake();

    assertThat(replayed).isEqualTo(1);
    until(() -> log(endpoint).get(0).state() == State.DELIVERED);
    assertThat(receiver.taken()).extracting(Got::id).containsExactly(failed.message().id());
    assertThat(desk.room.deliveries().replayFailed(endpoint, sent, desk.change())).isZero();
  }

  @Test
  void delivery_onItsWay_isNotReplayed() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);

    assertThatThrownBy(
            () ->
                desk.room.deliveries().replay(endpoint, log(endpoint).get(0).key(), desk.change()))
        .isInstanceOfSatisfying(
            Refusal.class, it -> assertThat(it.code()).isEqualTo(Refusal.Code.CONFLICT));
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

  @Test
  void rotation_isSignedWithBothSecretsUntilItEnds() {
    var first = desk.endpoint(receiver.url(), "score.changed");
    long endpoint = first.endpoint().key();
    desk.start();
    String second =
        desk.room.endpoints().rotate(endpoint, Duration.ofHours(1), desk.change()).secret();
    desk.moves(1, 1, 2);
    Got during = receiver.await(it -> it.size() == 1).get(0);
    desk.room.endpoints().rotate(endpoint, Duration.ZERO, desk.change());
    desk.moves(1, 2, 3);
    Got after = receiver.await(it -> it.size() == 2).get(1);

    assertThat(during.isSignedWith(first.secret())).isTrue();
    assertThat(during.isSignedWith(second)).isTrue();
    assertThat(after.isSignedWith(second)).isFalse();
  }

  @Test
  void removedEndpoint_leavesNothingBehind() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);
    desk.room.endpoints().remove(endpoint, desk.change());

    desk.start();

    until(() -> log(endpoint).isEmpty());
    assertThat(receiver.all()).isEmpty();
  }

  @Test
  void delivered_isForgottenAfterAWeek() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);
    desk.start();
    until(() -> !log(endpoint).isEmpty() && allAre(endpoint, State.DELIVERED));

    desk.pass(Duration.ofDays(6));
    assertThat(log(endpoint)).hasSize(1);
    desk.pass(Duration.ofDays(2));

    until(() -> log(endpoint).isEmpty());
  }

  @Test
  void secret_isNowhereInTheStore() {
    var made = desk.endpoint(receiver.url(), "score.changed");

    Endpoint stored = store.read(tx -> tx.webhooks().get(made.endpoint().key()).orElseThrow());

    assertThat(made.secret()).startsWith("whsec_");
    assertThat(stored.toString()).doesNotContain(made.secret().substring(6));
  }

  @Test
  void ping_saysAtOnceWhatCameOfIt() {
    var made = desk.endpoint(receiver.url(), "score.changed");

    Attempts.Made ping = desk.room.ping(made.endpoint().key());

    assertThat(ping.answer().status()).isEqualTo(204);
    assertThat(receiver.all().get(0).type()).isEqualTo("ping");
    assertThat(receiver.all().get(0).isSignedWith(made.secret())).isTrue();
  }

  @Test
  void changesOfEndpoints_areAudited() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.room.endpoints().rotate(endpoint, Duration.ZERO, desk.change());
    desk.room.endpoints().disable(endpoint, desk.change());
    desk.room.endpoints().remove(endpoint, desk.change());

    List<AuditEntry> entries = store.read(tx -> audit(tx.audit()));

    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly("webhook.delete", "webhook.disable", "webhook.rotate", "webhook.create");
    assertThat(entries).extracting(AuditEntry::actor).containsOnly("user:ana");
  }

  private static List<AuditEntry> audit(Audit audit) {
    return audit.list(Optional.empty(), 9);
  }
}
