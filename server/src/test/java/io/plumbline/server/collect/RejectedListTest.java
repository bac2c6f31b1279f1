package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.Received;
import io.plumbline.store.Reject;
import io.plumbline.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that could not be taken, read and replayed. */
final class RejectedListTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final String GOOD =
      "{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\"u-1\"}";
  private static final String BAD = "{\"type\":\"track\",\"userId\":\"u-1\"}";

  private final MemoryStore store = new MemoryStore();
  private final RecordingIngest ingest = new RecordingIngest();
  private final CollectionDesk desk =
      new CollectionDesk(
          ingest,
          key -> Optional.of(new WriteKey("web")),
          CollectionSettings.DEFAULT,
          InstantSource.fixed(NOW),
          Runnable::run);
  private final RejectedList rejected =
      new RejectedList(store, ingest, desk, InstantSource.fixed(NOW));

  @Test
  void replay_ofWhatIsReadableNow_takesItAsReceivedThen() {
    long key = add(GOOD);
    RejectedList.Outcome outcome = rejected.replay("user:ana", all());
    assertThat(outcome.taken()).containsExactly(key);
    Received message = ingest.only();
    assertThat(message.at()).isEqualTo(THEN);
    assertThat(message.received()).isEqualTo(THEN);
    assertThat(message.source()).isEqualTo("key:web");
    assertThat(message.messageId()).isEqualTo("rejected-" + key);
    assertThat(rejected.openCount()).isZero();
    assertThat(rejected.get(key).replayedAt()).hasValue(NOW);
    assertThat(store.<Object>read(tx -> tx.audit().list(Optional.empty(), 9)).toString())
        .contains("user:ana", "rejected.replay");
  }

  @Test
  void replay_ofWhatIsStillUnreadable_saysWhyAndLeavesItOpen() {
    long key = add(BAD);
    RejectedList.Outcome outcome = rejected.replay("user:ana", all());
    assertThat(outcome.refused())
        .containsExactly(Map.entry(key, "$.event: found nothing, expected text"));
    assertThat(rejected.openCount()).isEqualTo(1);
    assertThat(ingest.messages()).isEmpty();
  }

  @Test
  void replay_mended_takesWhatWasMended() {
    long key = add(BAD);
    RejectedList.Outcome outcome =
        rejected.replay(
            "user:ana",
            new RejectedList.Wish(Optional.of(List.of(key)), Optional.empty(), Map.of(key, GOOD)));
    assertThat(outcome.taken()).containsExactly(key);
    assertThat(ingest.only().event().orElseThrow().type()).isEqualTo("Demo Requested");
  }

  @Test
  void replay_ofShapesOfOtherClients_knowsThem() {
    add("{\"event\":\"$pageview\",\"distinct_id\":\"u-1\",\"uuid\":\"p-1\"}");
    add("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"u\"}");
    rejected.replay("user:ana", all());
    assertThat(ingest.messages())
        .extracting(message -> message.event().orElseThrow().type())
        .containsExactlyInAnyOrder("page_view", "t");
  }

  @Test
  void replay_ofACallOfABatch_knowsWhatTheBatchSaidOfItsCalls() {
    String batch =
        "\ufeff{\"sentAt\":\"2026-11-20T09:00:00Z\",\"context\":{\"library\":{\"name\":"
            + "\"analytics-ios\"},\"campaign\":{\"source\":\"n\u00E9wsletter\"},"
            + "\"traits\":{\"email\":\"ana@example.ro\"}},\"writeKey\":\"k\",\"batch\":["
            + GOOD.replace("{", "{\"timestamp\":\"2026-11-20T08:59:00Z\",")
            + "]}";
    ingest.failAt(Map.of(0, "broken"));
    desk.take(batch.getBytes(StandardCharsets.UTF_8), "k", THEN);
    Received first = ingest.only();

    add(ingest.onlyReject().payload());
    assertThat(rejected.replay("user:ana", all()).refused()).isEmpty();

    assertThat(first.at()).isEqualTo(Instant.parse("2026-11-20T09:59:00Z"));
    Received again = ingest.messages().get(1);
    assertThat(again.at()).isEqualTo(first.at());
    assertThat(again.sent()).isEqualTo(first.sent());
    assertThat(again.attributes()).isEqualTo(first.attributes()).containsKey("email");
    assertThat(again.event()).isEqualTo(first.event());
  }

  @Test
  void replay_ofWhatStillCannotBeProcessed_saysWhyAndLeavesItOpen() {
    long bad = add(GOOD.replace("u-1", "u-2"));
    long good = add(GOOD);
    ingest.failAt(Map.of(1, "broken"));
    RejectedList.Outcome outcome = rejected.replay("user:ana", all());
    assertThat(outcome.taken()).containsExactly(good);
    assertThat(outcome.refused()).containsExactly(Map.entry(bad, "broken"));
    assertThat(rejected.openCount()).isEqualTo(1);
  }

  @Test
  void replay_twice_takesOnce() {
    long key = add(GOOD);
    RejectedList.Wish wish =
        new RejectedList.Wish(Optional.of(List.of(key)), Optional.empty(), Map.of());
    rejected.replay("user:ana", wish);
    assertThat(rejected.replay("user:ana", wish).taken()).isEmpty();
    assertThat(ingest.messages()).hasSize(1);
  }

  @Test
  void replay_ofMoreThanOneTurn_goesOnWhereItEnded() {
    IntStream.range(0, RejectedList.MOST_REPLAYED + 5).forEach(i -> add(BAD));
    RejectedList.Outcome first = rejected.replay("user:ana", all());
    assertThat(first.refused()).hasSize(RejectedList.MOST_REPLAYED);
    RejectedList.Outcome second =
        rejected.replay(
            "user:ana", new RejectedList.Wish(Optional.empty(), first.next(), Map.of()));
    assertThat(second.refused()).hasSize(5);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void replay_whileQueueIsFull_leavesEverythingOpen() {
    add(GOOD);
    ingest.refuse(new Refusal(Refusal.Code.TOO_MANY, "full"));
    assertThatThrownBy(() -> rejected.replay("user:ana", all())).isInstanceOf(Refusal.class);
    assertThat(rejected.openCount()).isEqualTo(1);
  }

  @Test
  void replay_ofUnknownKey_isRefused() {
    assertThatThrownBy(
            () ->
                rejected.replay(
                    "user:ana",
                    new RejectedList.Wish(Optional.of(List.of(99L)), Optional.empty(), Map.of())))
        .isInstanceOf(Refusal.class)
        .hasMessage("There is no rejected event 99.");
  }

  @Test
  void payload_ofRoutedCall_saysItsTypeSoThatItCanBeReplayed() {
    Reception reception =
        new Reception(THEN, "key:web", false, Optional.empty(), Optional.of("track"));
    Envelope envelope = Bodies.read("{ \"userId\":\"u\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(Payload.of(envelope, envelope.outer(), reception))
        .isEqualTo("{\"type\":\"track\", \"userId\":\"u\"}");
  }

  @Test
  void payload_longerThanTheLimit_isCutAndCannotBeReplayed() {
    String text = "\u00E9".repeat(CollectionLimits.PAYLOAD_BYTES);
    String payload = Payload.of(text.getBytes(StandardCharsets.UTF_8));
    assertThat(payload).hasSize(CollectionLimits.PAYLOAD_BYTES / 2 + 3).endsWith("\u00E9...");
    long key = add(payload);
    assertThat(rejected.replay("user:ana", all()).refused().get(key)).contains("cut");
  }

  private static RejectedList.Wish all() {
    return new RejectedList.Wish(Optional.empty(), Optional.empty(), Map.of());
  }

  private long add(String payload) {
    Reject reject =
        new Reject(0, THEN, "key:web", "missing_field", "why", payload, Optional.empty());
    return store.write(
        tx -> {
          tx.rejects().add(List.of(reject));
          return tx.rejects().list(Optional.empty(), false, 1).get(0).key();
        });
  }
}
