package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.store.Delivery;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages and the history of scores say the same, one by one, after any traffic. */
final class ExactlyWhatHappenedTest {
  @TempDir Path folder;

  @Test
  void traffic_inMemory_isToldOneToOne() throws Exception {
    try (Store store = Stores.open(StoreAddress.of("memory:", "", ""), StoreMode.SERVER)) {
      run(store, 20261123);
    }
  }

  @Test
  void traffic_onSqlite_isToldOneToOne() throws Exception {
    String address = StoreAddress.SQLITE + folder.resolve("plumbline.db");
    try (Store store = Stores.open(StoreAddress.of(address, "", ""), StoreMode.SERVER)) {
      run(store, 20261124);
    }
  }

  private void run(Store store, long seed) throws Exception {
    Random random = new Random(seed);
    try (Desk desk = new Desk(store, folder)) {
      desk.endpointForAll("http://hooks.example/");
      try (Live live =
          new Live(
              store, desk.models, desk.now::get, LiveSettings.DEFAULT, new SimpleMeterRegistry())) {
        live.hearChanges(desk.writer);
        live.start();
        for (int i = 0; i < 120; i++) {
          desk.now.updateAndGet(it -> it.plusSeconds(1));
          List<Received> some = new ArrayList<>();
          for (int j = random.nextInt(6); j >= 0; j--) {
            some.add(message(random, i + "." + j, desk.now.get()));
          }
          live.ingest().take(some, List.of()).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
      }
      Map<Long, List<String>> expected = expected(store);
      assertThat(expected.size()).as("seed %d", seed).isGreaterThan(5);
      assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(150);
      assertThat(told(store)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static Received message(Random random, String id, Instant now) {
    String user = "user-" + random.nextInt(12);
    String anonymous = "anonymous-" + random.nextInt(12);
    int what = random.nextInt(10);
    boolean merges = what == 9;
    Value employees = new Value.Decimal(BigDecimal.valueOf(random.nextInt(3) * 80L));
    return new Received(
        merges || random.nextBoolean() ? Optional.of(user) : Optional.empty(),
        Optional.of(anonymous),
        id,
        now.minus(Duration.ofHours(random.nextInt(48))),
        now,
        Optional.empty(),
        "key:test",
        what < 6 ? Optional.of(new Received.Happening("page_view", Map.of())) : Optional.empty(),
        what < 6 ? Map.of() : Map.of("employees", Optional.of(employees)),
        Optional.empty(),
        Optional.empty());
  }

  /** What the history asks to be told, by subject, in order. */
  private static Map<Long, List<String>> expected(Store store) {
    Map<Long, List<String>> expected = new TreeMap<>();
    store.read(
        tx -> {
          for (long subject = 1; subject <= tx.profiles().highestKey(); subject++) {
            List<ScoreChange> changes =
                new ArrayList<>(
                    tx.changes().of(subject, List.of(), Optional.empty(), Instant.EPOCH, 10_000));
            changes.sort(Comparator.comparingLong(ScoreChange::key));
            List<String> words = new ArrayList<>();
            changes.forEach(change -> words.addAll(words(change)));
            if (!words.isEmpty()) {
              expected.put(subject, words);
            }
          }
          return true;
        });
    return expected;
  }

  private static List<String> words(ScoreChange change) {
    List<String> words = new ArrayList<>();
    String details = " " + change.at() + " " + change.cause().details();
    String totals = side(change.before(), Side.TOTAL) + ">" + side(change.after(), Side.TOTAL);
    for (Side side : Side.values()) {
      String before = side(change.before(), side);
      String after = side(change.after(), side);
      if (!before.equals(after)) {
        words.add(side.type + " " + totals + details);
      }
    }
    return words;
  }

  private enum Side {
    TOTAL("score.changed"),
    GRADE("grade.changed"),
    BAND("band.changed");

    private final String type;

    Side(String type) {
      this.type = type;
    }
  }

  private static String side(Optional<Score> score, Side side) {
    return switch (side) {
      case TOTAL -> score.map(it -> it.total().orElseThrow().toString()).orElse("none");
      case GRADE -> score.map(it -> it.scores().get(0).grade()).orElse("");
      case BAND -> score.map(Score::band).orElse("");
    };
  }

  /** What was written to be told, by lane, in order. */
  private static Map<Long, List<String>> told(Store store) {
    List<Delivery> log =
        new ArrayList<>(
            store.<List<Delivery>>read(
                tx ->
                    tx.outbox()
                        .log(
                            1,
                            Optional.empty(),
                            EnumSet.allOf(Delivery.State.class),
                            Integer.MAX_VALUE)));
    log.sort(Comparator.comparingLong(Delivery::key));
    Map<Long, List<String>> told = new TreeMap<>();
    for (Delivery delivery : log) {
      JsonNode message = JsonMapper.shared().readTree(delivery.message().payload());
      JsonNode data = message.get("data");
      List<String> details = new ArrayList<>();
      data.get("cause").get("details").forEach(it -> details.add(it.asString()));
      told.computeIfAbsent(delivery.message().lane(), it -> new ArrayList<>())
          .add(
              message.get("type").asString()
                  + " "
                  + total(data.get("before"))
                  + ">"
                  + total(data.get("after"))
                  + " "
                  + message.get("timestamp").asString()
                  + " "
                  + details);
    }
    return told;
  }

  private static String total(JsonNode score) {
    return score.isNull() ? "none" : score.get("total").asString();
  }
}
