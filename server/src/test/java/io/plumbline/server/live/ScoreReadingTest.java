package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Scores of past instants, and why they differ. */
final class ScoreReadingTest extends OnAScene {
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
}
