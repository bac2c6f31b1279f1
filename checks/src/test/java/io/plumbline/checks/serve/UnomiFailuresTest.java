package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What was seen to go wrong in Apache Unomi 2.1 on ordinary plans goes right here: rules lost on
 * saving an unchanged plan, bursts undercounted, torn scores during a re-score, no score where
 * nothing matched.
 */
final class UnomiFailuresTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int LEADS = 12_000;
  private static final int LEADS_A_BATCH = 500;

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Calls calls;
  private static URI url;

  @BeforeAll
  static void start() throws Exception {
    Setup setup = Setup.in(folder);
    calls = new Calls(Keyring.create(setup));
    server = ServerProcess.start(setup);
    url = server.url();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A model with two rules about behaviour, in which three requests for a demo give 12 points. */
  private static String model(String name, int pricingPoints) {
    return """
    plumbline: 1
    model: %s
    scores:
      interest:
        max: 1000
        groups:
          asks:
            rules:
              - {id: demos, event: demo_request, within: 30d, tiers: {1: 1, 2: 1, 3: 10}}
              - {id: pricing, event: pricing_view, within: 30d, points: %d, cap: 500}
    bands: {hot: {at_least: 500}, cold: {else: true}}
    """
        .formatted(name, pricingPoints);
  }

  @Test
  void burstOfThreeEvents_inOneRequest_countsThree() throws Exception {
    calls.publish(url, model("burst", 5));
    calls.batch(url, batch(events("burst-batch", "demo_request", 3))).mustBe(200);

    awaitTotal("burst", "burst-batch", 12);
  }

  @Test
  void burstOfThreeEvents_inThreeRequestsAtOnce_countsThree() throws Exception {
    calls.publish(url, model("burst", 5));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Callable<Calls.Answer>> requests = new ArrayList<>();
    for (Map<String, Object> event : events("burst-apart", "demo_request", 3)) {
      requests.add(() -> calls.batch(url, batch(List.of(event))));
    }
    for (Future<Calls.Answer> answer : threads.invokeAll(requests)) {
      answer.get().mustBe(200);
    }
    threads.shutdown();

    awaitTotal("burst", "burst-apart", 12);
  }

  @Test
  void unchangedModel_publishedAgain_losesNothing() throws Exception {
    String model = model("again", 5);
    calls.publish(url, model);
    calls.batch(url, batch(events("again-1", "demo_request", 3))).mustBe(200);
    calls.batch(url, batch(events("again-1", "pricing_view", 2))).mustBe(200);
    awaitTotal("again", "again-1", 22);

    for (int times = 1; times <= 3; times++) {
      calls.publish(url, model);
      // The same rules again as a version of its own.
      calls.publish(url, model + "# once more: " + times + "\n");
      assertThat(total("again", "again-1")).isEqualTo(22);
      // Both rules go on counting.
      String lead = "again-after-" + times;
      calls.batch(url, batch(events(lead, "demo_request", 3))).mustBe(200);
      calls.batch(url, batch(events(lead, "pricing_view", 2))).mustBe(200);
      awaitTotal("again", lead, 22);
    }
  }

  @Test
  void lead_thatNothingMatches_hasAScore() throws Exception {
    calls.publish(url, model("nothing", 5));
    calls
        .batch(
            url,
            batch(List.of(Map.of("type", "identify", "userId", "nobody", "messageId", "nobody-1"))))
        .mustBe(200);
    awaitTotal("nothing", "nobody", 0);

    calls.publish(url, model("nothing", 6));
    assertThat(total("nothing", "nobody")).isZero();
  }

  @Test
  void publication_withAReaderHammering_isSeenOldOrNewOnly() throws Exception {
    calls.publish(url, model("torn", 5));
    for (int first = 0; first < LEADS; first += LEADS_A_BATCH) {
      List<Map<String, Object>> events = new ArrayList<>();
      for (int lead = first; lead < first + LEADS_A_BATCH; lead++) {
        events.addAll(events("torn-" + lead, "pricing_view", 1));
      }
      calls.batch(url, batch(events)).mustBe(200);
    }
    awaitTotal("torn", "torn-" + (LEADS - 1), 5);
    AtomicBoolean published = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<List<Set<Integer>>> seen = reader.submit(() -> readUntil(published, reading));
    assertThat(reading.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    calls.publish(url, model("torn", 7));
    published.set(true);
    reader.shutdown();

    // Each page is of one moment: all old, or all new, and never old again after new.
    List<Set<Integer>> distinct = new ArrayList<>();
    for (Set<Integer> page : seen.get()) {
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(page)) {
        distinct.add(page);
      }
    }
    assertThat(distinct).containsExactly(Set.of(5), Set.of(7));
    assertThat(total("torn", "torn-0")).isEqualTo(7);
  }

  /**
   * The totals on each page of the list, from the one end and from the other, read again and again
   * until a while after.
   */
  private static List<Set<Integer>> readUntil(AtomicBoolean done, CountDownLatch reading)
      throws Exception {
    List<Set<Integer>> pages = new ArrayList<>();
    boolean last = false;
    while (!last) {
      last = done.get();
      String order = pages.size() % 2 == 0 ? "id" : "-id";
      JsonNode page =
          calls
              .get(url, "/api/v1/leads?model=torn&limit=100&q=torn-&sort=" + order)
              .mustBe(200)
              .json();
      Set<Integer> totals = new LinkedHashSet<>();
      page.path("items")
          .forEach(lead -> totals.add(lead.path("score").path("total").asInt(Integer.MIN_VALUE)));
      pages.add(totals);
      reading.countDown();
      Thread.sleep(5);
    }
    return pages;
  }

  private static void awaitTotal(String model, String lead, int expected) {
    Await.until(lead + " has " + expected, SOON, () -> total(model, lead) == expected);
  }

  /** The total of a lead; a number that no test expects where there is no score. */
  private static int total(String model, String lead) throws Exception {
    return calls.listed(url, model, lead).path("total").asInt(Integer.MIN_VALUE);
  }

  private static List<Map<String, Object>> events(String lead, String type, int count) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          Map.of(
              "type",
              "track",
              "event",
              type,
              "userId",
              lead,
              "messageId",
              lead + "-" + type + "-" + i,
              "timestamp",
              Instant.now().toString()));
    }
    return events;
  }

  private static String batch(List<Map<String, Object>> events) {
    return Calls.JSON.writeValueAsString(Map.of("batch", events));
  }
}
