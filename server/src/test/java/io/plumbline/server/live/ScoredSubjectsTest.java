package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.account;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.store.ScoreChange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a version scores: the leads or accounts of its slice. */
final class ScoredSubjectsTest extends OnAScene {
  @Test
  void group_leadsOfAnAccount_theAccountIsScoredByWhatTheyDo() {
    ScoringModel companies =
        Scene.yaml(
            """
            plumbline: 1
            model: companies
            subject: account
            scores:
              all:
                groups:
                  all:
                    rules:
                      - {id: visits, event: visit, points: 1}
                      - {id: large, if: {employees: {at_least: 100}}, points: 1000}
            """);
    scene.publish(Scene.live(1, DEMOS), Scene.live(2, companies));
    scene.take(Said.by("1", NOON).event("e", "visit"));
    scene.take(
        Said.by("1", NOON).of("acme", Map.of()).message("m1"),
        Said.by("2", NOON)
            .of("acme", Map.of("employees", Optional.of(Scene.text("250"))))
            .message("m2"));
    scene.take(Said.by("2", NOON).event("e", "visit"), Said.by("3", NOON).event("e", "visit"));

    assertThat(scene.points(2, account("acme"))).isEqualTo(1002);
    assertThat(scene.stored(2, user("1"))).isEmpty();

    scene.take(Said.by("2", NOON.plusNanos(1)).of("other", Map.of()).message("m3"));
    assertThat(scene.points(2, account("acme"))).isEqualTo(1001);
    assertThat(scene.points(2, account("other"))).isEqualTo(1);
  }

  @Test
  void slice_thatALeadLeaves_itsScoreGoesAndThePilotGivesWay() {
    ActiveVersion.Slice chiefs =
        (subject, asOf) -> Scene.text("chief").equals(subject.attributes().get("title"));
    scene.publish(
        Scene.live(1, DEMOS),
        Scene.version(2, DEMOS, ActiveVersion.Role.PILOT, chiefs),
        Scene.version(3, DEMOS, ActiveVersion.Role.SHADOW, ActiveVersion.Slice.EVERYBODY));
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.clock.move(Duration.ofSeconds(9));
    scene.take(Said.by("42", NOON.plusSeconds(9)).with("title", "clerk").message("b"));

    assertThat(scene.stored(2, user("42"))).isEmpty();
    assertThat(scene.points(3, user("42"))).isZero();
    assertThat(scene.history(scene.subject(user("42"))).stream().map(ScoreChange::version))
        .containsExactly(2L, 1L);
  }
}
