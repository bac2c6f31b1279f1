package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.webhook.EndpointBook.Draft;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.store.Audit;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do with endpoints, and what is kept of them. */
@Timeout(60)
final class EndpointBookTest extends OnARoom {
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

    Attempts.Made ping = desk.room.ping(made.endpoint().key(), desk.change());

    assertThat(ping.answer().status()).isEqualTo(204);
    assertThat(receiver.all().get(0).type()).isEqualTo("ping");
    assertThat(receiver.all().get(0).isSignedWith(made.secret())).isTrue();
  }

  @Test
  void endpoint_forAModelThatIsNotOnTheServer_isRefusedAndHearsWhatToDo() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.drafted("partners");
    Draft typo = draft("partnres");

    for (ThrowingCallable attempt :
        List.<ThrowingCallable>of(
            () -> desk.room.endpoints().create(typo, desk.change()),
            () -> desk.room.endpoints().update(endpoint, typo, desk.change()))) {
      assertThatThrownBy(attempt)
          .isInstanceOfSatisfying(
              Refusal.class, it -> assertThat(it.code()).isEqualTo(Refusal.Code.UNPROCESSABLE))
          .hasMessage(
              "models has \"partnres\"; expected the id of a model on this server: partners."
                  + " Without models a webhook hears of all, those to come too.");
    }
    desk.room.endpoints().update(endpoint, draft("partners"), desk.change());
    desk.room.endpoints().update(endpoint, draft("b2b"), desk.change());
    assertThat(desk.room.endpoints().list()).hasSize(1);
  }

  private Draft draft(String model) {
    return new Draft(receiver.url(), Set.of("score.changed"), Set.of(model), true);
  }

  @Test
  void changesOfEndpoints_areAudited() {
    long endpoint = desk.endpoint(receiver.url(), "score.changed").endpoint().key();
    desk.room.endpoints().rotate(endpoint, Duration.ZERO, desk.change());
    desk.room.ping(endpoint, desk.change());
    desk.room.endpoints().disable(endpoint, desk.change());
    desk.room.endpoints().remove(endpoint, desk.change());

    List<AuditEntry> entries = store.read(tx -> audit(tx.audit()));

    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "webhook.delete",
            "webhook.disable",
            "webhook.test",
            "webhook.rotate",
            "webhook.create");
    assertThat(entries).extracting(AuditEntry::actor).containsOnly("user:ana");
  }

  private static List<AuditEntry> audit(Audit audit) {
    return audit.list(Optional.empty(), 9);
  }
}
