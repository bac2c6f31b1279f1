package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Minutes of mixed traffic: the background check finds no difference, and memory does not grow. Run
 * it again with {@code -Dseed=N}, longer with {@code -Dsoak=MINUTES}.
 */
@EnabledIfSystemProperty(named = "long", matches = "true")
final class SoakTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);
  private static final Duration TIME = Duration.ofMinutes(Long.getLong("soak", 4));
  private static final int MOST_READS = 2_000;

  @TempDir Path folder;

  @Test
  void mixedTraffic_forMinutes_leavesMemoryFlatAndNoDifference() throws Exception {
    System.out.println("seed " + SEED);
    List<Long> resident = new ArrayList<>();
    try (Survival survival = Survival.begin(Setup.in(folder), SEED)) {
      var url = survival.server().url();
      long start = System.nanoTime();
      for (int read = 0; System.nanoTime() - start < TIME.toNanos(); read++) {
        survival.calls().get(url, "/api/v1/leads?limit=50&sort=-total").mustBe(200);
        String lead = "/api/v1/leads/c" + read % 4 + "-user-" + read % 12;
        survival.calls().get(url, lead);
        survival.calls().get(url, lead + "/explanation");
        survival.calls().get(url, lead + "/timeline");
        if (read % (MOST_READS / 100) == 0) {
          resident.add(survival.server().residentBytes());
        }
        Thread.sleep(100);
      }
      Metrics metrics = Metrics.of(survival.calls(), url);
      assertThat(metrics.value("plumbline_score_check_differences_total")).contains(0.0);
      assertThat(metrics.value("plumbline_score_checks_total").orElseThrow()).isPositive();
      survival.prove();
    }
    int half = resident.size() / 2;
    long early = resident.subList(half / 2, half).stream().mapToLong(b -> b).max().orElseThrow();
    long late = resident.subList(half, resident.size()).stream().mapToLong(b -> b).max().orElse(0);
    assertThat(late).as("memory %s", resident).isLessThan(early + early / 4);
  }
}
