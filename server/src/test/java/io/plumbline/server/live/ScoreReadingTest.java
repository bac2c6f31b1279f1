package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.store.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores of past instants, and why they differ. */
final class ScoreReadingTest extends OnAScene {
  private static final CompiledModel LEADS = Scene.compiled(DEMOS);
  private static final CompiledModel ACCOUNTS =
      Scene.compiled(
          Scene.yaml(
              """
              plumbline: 1
              model: firms
              subject: account
              scores:
                all:
                  groups:
                    all:
                      rules:
                        - {id: visits, event: visit, points: 5, cap: 50}
              """));

  @Test
  void why_twoInstants_namesRulesChangesAndFactsBetween() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.clock.move(Duration.ofSeconds(10));
    Instant later = NOON.plusSeconds(10);
    scene.take(Said.by("42", later).with("title", "chief").event("b", "demo"));
    long subject = scene.subject(user("42"));

    ScoreReading.Comparison why = reading().why(subject, "small", NOON, later);

    assertThat(why.earlier().score()).isPresent();
    assertThat(why.differences().rules().stream().map(Differences.OfRule::rule))
        .containsExactly("demos", "chief");
    assertThat(why.changes()).hasSize(1);
    assertThat(why.events().stream().map(fact -> fact.event().id())).containsExactly("b");
    assertThat(why.attributes().stream().map(fact -> fact.name())).containsExactly("title");
  }

  @Test
  void asOf_oneIdInTwoMergedHistories_countsTheFirstReceivedThoughItHappenedLater() {
    Instant earlier = NOON.minusSeconds(60);
    scene.take(Said.by("old", NOON).event("same", "visit"));
    scene.take(Said.by("new", earlier).event("same", "visit"));
    scene.take(Said.by("new", NOON).once("old").message("merge"));
    scene.take(Said.by("new", NOON).of("acme", Map.of()).message("member"));
    long lead = scene.subject(user("new"));
    long account = scene.subject(Identifier.account("acme"));

    assertThat(points(lead, LEADS, earlier)).isZero();
    assertThat(points(lead, LEADS, NOON)).isEqualTo(5_000);
    assertThat(points(account, ACCOUNTS, earlier)).isZero();
    assertThat(points(account, ACCOUNTS, NOON)).isEqualTo(5_000);
  }

  private long points(long subject, CompiledModel model, Instant at) {
    return reading()
        .asOf(subject, model, at)
        .orElseThrow()
        .score()
        .scores()
        .get(0)
        .points()
        .thousandths();
  }
}
