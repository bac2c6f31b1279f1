package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.webhook.Receiver.Got;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a change, and to whom. */
@Timeout(60)
final class MessagesTest extends OnARoom {
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
                receiver.url(), Set.of("score.changed"), Set.of("partners"), true),
            desk.change());

    desk.moves(7, 61, 62);

    assertThat(log(grades)).isEmpty();
    assertThat(log(grades + 1)).isEmpty();
  }

  /** A publication that is not told may have put it elsewhere. */
  @Test
  void message_ofAChangeFromAnotherVersionsScore_namesNoRules() {
    desk.endpoint(receiver.url(), "score.changed");
    desk.moves(7, -1, 30);
    desk.moves(7, 20, 65);
    desk.start();

    Got got = receiver.await(it -> it.size() == 2).get(1);

    assertThat(got.json().get("data").get("before").get("total").asLong()).isEqualTo(20);
    assertThat(got.json().get("data").has("contributions")).isFalse();
  }
}
