package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.Received.Happening;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.Scores;
import io.plumbline.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers see the scores of one version, all of them; traffic meanwhile is in both. */
class WholePictureTest {
  private static final int LEADS = 3000;
  private static final int VERSIONS = 6;

  private final Stage stage = new Stage(new MemoryStore(), new Stage.Clock());

  @AfterEach
  void close() {
    stage.close();
  }

  private void population() {
    List<Received> messages = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      messages.add(visit("lead" + i));
    }
    for (int i = 0; i < LEADS; i += 500) {
      stage.take(messages.subList(i, i + 500).toArray(new Received[0]));
    }
  }

  private Received visit(String lead) {
    return stage.message(lead, Optional.of(new Happening("visit", Map.of())), Map.of());
  }

  @Test
  void readers_whilePublishing_seeOneVersionWhole() throws InterruptedException {
    population();
    stage.publish(version(1));
    AtomicBoolean done = new AtomicBoolean();
    ConcurrentLinkedQueue<Set<String>> seen = new ConcurrentLinkedQueue<>();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                seen.add(totalsOfAll());
              }
            });
    reader.start();
    for (int points = 2; points <= VERSIONS; points++) {
      stage.publish(version(points));
    }
    done.set(true);
    reader.join();

    assertThat(seen).isNotEmpty().allMatch(totals -> totals.size() == 1);
    assertThat(totalsOfAll()).containsExactly(String.valueOf(VERSIONS));
  }

  /** All totals of the live version in one picture of the store, with how many there are. */
  private Set<String> totalsOfAll() {
    return stage.store.read(
        tx -> {
          Set<String> totals = new HashSet<>();
          ModelVersion live = tx.models().withStatus(Set.of(Status.LIVE)).get(0);
          int[] count = {0};
          Scores.Visitor visitor =
              (subject, score) -> {
                count[0]++;
                totals.add(score.total().orElseThrow().toString());
              };
          tx.scores().scan(live.key(), 1, Long.MAX_VALUE, visitor);
          if (count[0] != LEADS) {
            totals.add("only " + count[0]);
            totals.add("instead of " + LEADS);
          }
          return totals;
        });
  }

  @Test
  void trafficWhilePublishing_isInTheScoresAndTheHistory() throws InterruptedException {
    population();
    stage.publish(version(1));
    AtomicBoolean done = new AtomicBoolean();
    int[] sent = new int[LEADS];
    Thread traffic =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i = (i + 7) % LEADS) {
                stage.take(visit("lead" + i));
                sent[i]++;
              }
            });
    traffic.start();
    for (int points = 2; points <= VERSIONS; points++) {
      stage.publish(version(points));
    }
    done.set(true);
    traffic.join();

    Map<String, String> totals = stage.totals("shop");
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < LEADS; i++) {
      expected.put("lead" + i, String.valueOf((1 + sent[i]) * VERSIONS));
    }
    assertThat(totals).isEqualTo(expected);
    for (int i = 0; i < LEADS; i += 131) {
      var history = stage.history("lead" + i);
      for (int change = 1; change < history.size(); change++) {
        Optional<Points> before = history.get(change - 1).before().flatMap(Score::total);
        assertThat(before).isEqualTo(history.get(change).after().flatMap(Score::total));
      }
    }
  }

  @Test
  void impact_isExactlyWhatThePublicationThenDoes() {
    population();
    for (int i = 0; i < 200; i++) {
      stage.does("lead" + i, "visit");
    }
    stage.publish(version(1));
    ModelVersion next = stage.draft(version(1).replace("at_least: 50", "at_least: 2"));
    ImpactReport impact = stage.impact(next);
    StoreModels models = new StoreModels(stage.drafts, stage.publishing, stage.impacts);
    Drafts.Text text = new Drafts.Text(next.source(), "", "");
    assertThat(models.impact("shop", text).path("changed").asLong()).isEqualTo(200);
    Map<String, String> before = stage.totals("shop");

    Run run = Stage.done(stage.publishing.publish("shop", next.number(), Stage.BY_TEST));

    assertThat(impact.changed()).isEqualTo(200).isEqualTo(run.changed());
    assertThat(impact.subjects()).isEqualTo(LEADS).isEqualTo(run.subjects());
    assertThat(impact.notices().messages()).isEqualTo(200);
    ImpactReport.Outcomes bands = impact.outcomes().get(0);
    assertThat(bands.kind()).isEqualTo("band");
    assertThat(bands.moves()).containsExactly(new ImpactReport.Move("cold", "hot", 200));
    assertThat(bands.labels())
        .containsExactly(
            new ImpactReport.Share("cold", LEADS, LEADS - 200, 0, 200),
            new ImpactReport.Share("hot", 0, 200, 200, 0));
    assertThat(stage.totals("shop")).isEqualTo(before);
    assertThat(stage.history("lead7").get(0).after().orElseThrow().band()).isEqualTo("hot");
  }

  private static String version(int points) {
    return Shop.visitsGive(points).replace("cap: 90}", "cap: 90000}");
  }
}
