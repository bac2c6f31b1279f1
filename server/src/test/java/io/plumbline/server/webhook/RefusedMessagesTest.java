package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.server.Refusal;
import io.plumbline.server.webhook.EndpointBook.Draft;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.server.webhook.Receiver.Reply;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages that a receiver does not take. */
@Timeout(60)
final class RefusedMessagesTest extends OnARoom {
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
        .containsExactly(tuple("system", "webhook.disable"));
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
  void message_thatWaitsForALaterAttempt_isSentAtOnceWhenTheWebhookIsEnabledAgain() {
    receiver.answers(it -> new Reply(500));
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.moves(1, 1, 2);
    desk.moves(1, 2, 3);
    desk.start();
    until(() -> log(endpoint).get(1).attempts() == 1);
    desk.pass(Duration.ofMinutes(1));
    until(() -> log(endpoint).get(1).attempts() == 2);
    desk.room.endpoints().disable(endpoint, desk.change());
    receiver.answers(it -> new Reply(200));

    desk.room.endpoints().enable(endpoint, desk.change());
    desk.room.wake();

    until(() -> allAre(endpoint, State.DELIVERED));
    assertThat(receiver.taken())
        .extracting(it -> it.json().get("data").get("after").get("total").asLong())
        .containsExactly(2L, 3L);
  }

  /** Whoever asked for the pause was mended, or is not who is called now. */
  @Test
  void pause_endsWhenTheWebhookIsEnabledAgainOrGetsAnotherAddress() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.start();
    asksForADay(endpoint, 1);
    desk.moves(2, 1, 2);

    desk.room.endpoints().disable(endpoint, desk.change());
    desk.pass(Duration.ofSeconds(10));
    until(() -> desk.room.figures().pending() == 2);
    receiver.answers(it -> new Reply(200));
    desk.room.endpoints().enable(endpoint, desk.change());
    desk.room.wake();
    receiver.await(got -> got.stream().anyMatch(it -> it.lead().equals("lead-2")));

    try (Receiver other = new Receiver()) {
      asksForADay(endpoint, 3);
      desk.moves(4, 1, 2);
      Draft moved = new Draft(other.url(), Set.of("score.changed"), Set.of(), true);
      desk.room.endpoints().update(endpoint, moved, desk.change());
      desk.room.wake();
      assertThat(other.await(got -> !got.isEmpty())).extracting(Got::lead).containsOnly("lead-4");
    }
  }

  private void asksForADay(long endpoint, long subject) {
    receiver.answers(it -> new Reply(429, Map.of("Retry-After", "86400")));
    desk.moves(subject, 1, 2);
    until(() -> log(endpoint).get(0).attempts() == 1);
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
}
