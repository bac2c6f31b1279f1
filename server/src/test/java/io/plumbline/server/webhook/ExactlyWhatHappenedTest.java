package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.store.Delivery;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
      assertThat(mergesTold(store))
          .as("seed %d", seed)
          .isNotEmpty()
          .isEqualTo(merges(store, expected.keySet()));
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
            Map<String, Points> before = Map.of();
            for (ScoreChange change : changes) {
              words.addAll(words(change, rules(before, change.contributions())));
              before = change.contributions();
            }
            if (!words.isEmpty()) {
              expected.put(subject, words);
            }
          }
          return true;
        });
    return expected;
  }

  private static List<String> words(ScoreChange change, Set<String> rules) {
    List<String> words = new ArrayList<>();
    String details = " " + change.at() + " " + change.cause().details() + rules;
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

  /** The rules whose points differ. */
  private static Set<String> rules(Map<String, Points> before, Map<String, Points> after) {
    Set<String> rules = new TreeSet<>(before.keySet());
    rules.addAll(after.keySet());
    return rules.stream()
        .map(
            rule -> {
              Points from = before.getOrDefault(rule, Points.ZERO);
              Points to = after.getOrDefault(rule, Points.ZERO);
              return from.equals(to) ? "" : rule + " " + from + ">" + to;
            })
        .filter(rule -> !rule.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
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

  /** The merges of leads that somebody had heard of. */
  private static Set<Long> merges(Store store, Set<Long> heardOf) {
    return store.read(
        tx ->
            heardOf.stream()
                .flatMap(subject -> tx.profiles().mergesOf(subject).stream())
                .filter(merge -> heardOf.contains(merge.from()))
                .map(Merge::key)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<Long> mergesTold(Store store) {
    return log(store).stream()
        .map(delivery -> JsonMapper.shared().readTree(delivery.message().payload()))
        .filter(message -> message.get("type").asString().equals("lead.merged"))
        .map(message -> message.get("data").get("merge").asLong())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was written to be told of scores, by subject, in order. */
  private static Map<Long, List<String>> told(Store store) {
    Map<String, Long> subjects = subjects(store);
    Map<Long, List<String>> told = new TreeMap<>();
    for (Delivery delivery : log(store)) {
      JsonNode message = JsonMapper.shared().readTree(delivery.message().payload());
      String type = message.get("type").asString();
      JsonNode data = message.get("data");
      if (type.endsWith(".changed")) {
        told.computeIfAbsent(subjects.get(data.get("lead_id").asString()), it -> new ArrayList<>())
            .add(type + " " + change(data, message.get("timestamp").asString()));
      }
    }
    return told;
  }

  private static String change(JsonNode data, String at) {
    List<String> details = new ArrayList<>();
    data.get("cause").get("details").forEach(it -> details.add(it.asString()));
    Set<String> rules = new TreeSet<>();
    data.get("contributions")
        .forEach(
            it ->
                rules.add(
                    it.get("rule").asString()
                        + " "
                        + it.get("before").asString()
                        + ">"
                        + it.get("after").asString()));
    String totals = total(data.get("before")) + ">" + total(data.get("after"));
    return totals + " " + at + " " + details + rules;
  }

  private static Map<String, Long> subjects(Store store) {
    return store.read(
        tx ->
            tx.profiles().after(0, Integer.MAX_VALUE).stream()
                .collect(Collectors.toMap(it -> it.identifier().subjectId(), Profile::key)));
  }

  private static List<Delivery> log(Store store) {
    Set<Delivery.State> all = EnumSet.allOf(Delivery.State.class);
    List<Delivery> log =
        new ArrayList<>(
            store.<List<Delivery>>read(
                tx -> tx.outbox().log(1, Optional.empty(), all, Integer.MAX_VALUE)));
    log.sort(Comparator.comparingLong(Delivery::key));
    return log;
  }

  private static String total(JsonNode score) {
    return score.isNull() ? "none" : score.get("total").asString();
  }
}
