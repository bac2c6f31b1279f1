package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.score.Score;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.store.ScoreChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

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
    desk.drafted("partners");
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

  @Test
  void message_ofABandThatAnEntryDecided_namesTheEntry() {
    desk.endpoint(receiver.url(), "score.changed");
    ScoreChange plain = desk.changeOf(7, 10, 11);
    Score before = plain.before().orElseThrow();
    Score after = plain.after().orElseThrow();
    desk.store.write(
        tx -> {
          desk.tell(
              tx,
              List.of(
                  new ScoreChange(
                      plain.key(),
                      plain.subject(),
                      plain.version(),
                      plain.at(),
                      plain.cause(),
                      Optional.of(decided(before, "hot", "demo", "")),
                      Optional.of(decided(after, "disqualified", "", "rival")),
                      plain.contributions(),
                      OptionalLong.empty())));
          return true;
        });
    desk.start();

    JsonNode data = receiver.await(it -> it.size() == 1).get(0).json().get("data");

    assertThat(data.at("/before/qualified_by").asString()).isEqualTo("demo");
    assertThat(data.get("before").has("disqualified_by")).isFalse();
    assertThat(data.at("/after/disqualified_by").asString()).isEqualTo("rival");
    assertThat(data.get("after").has("qualified_by")).isFalse();
  }

  private static Score decided(Score score, String band, String qualifier, String disqualifier) {
    return new Score(
        score.subject(),
        score.model(),
        score.asOf(),
        score.day(),
        score.total(),
        score.scores(),
        score.cell(),
        band,
        qualifier,
        disqualifier,
        score.coverage());
  }
}
