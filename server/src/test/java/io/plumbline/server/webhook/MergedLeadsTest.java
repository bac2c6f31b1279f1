package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.server.webhook.Receiver.Reply;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever keeps ids of leads hears that two became one, and that they are two again. */
@Timeout(60)
final class MergedLeadsTest extends OnARoom {
  private Live live;
  private long messages;

  @BeforeEach
  void goLive() {
    live =
        new Live(
            store, desk.models, desk.now::get, LiveSettings.DEFAULT, new SimpleMeterRegistry());
    live.hearChanges(desk.writer);
    live.hearCommits(desk.room);
    live.start();
  }

  @AfterEach
  void end() {
    live.close();
  }

  private void views(String user, String anonymous) throws Exception {
    Received received =
        new Received(
            Optional.of(user).filter(id -> !id.isEmpty()),
            Optional.of(anonymous).filter(id -> !id.isEmpty()),
            "m-" + ++messages,
            desk.now.get(),
            desk.now.get(),
            Optional.empty(),
            "key:test",
            Optional.of(new Received.Happening("page_view", Map.of())),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    live.ingest()
        .take(List.of(received), List.of())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private long lead(Identifier identifier) {
    return store.read(tx -> tx.profiles().find(List.of(identifier)).get(identifier).key());
  }

  private Merge merge(Identifier from, Identifier into) throws Exception {
    return live.merges().merge(lead(from), lead(into), "user:ana").get(20, TimeUnit.SECONDS);
  }

  private static String words(Got got) {
    var data = got.json().get("data");
    Stream<String> words =
        Stream.of("lead_id", "merged_lead_id", "cause")
            .filter(data::has)
            .filter(name -> !data.get(name).isObject())
            .map(name -> data.get(name).asString());
    return got.type() + " " + String.join(" ", words.toList());
  }

  private List<String> taken(int count) {
    receiver.await(got -> got.stream().filter(Got::isTaken).count() >= count);
    return receiver.taken().stream().map(MergedLeadsTest::words).toList();
  }

  @Test
  void visitor_whoLogsIn_isToldOfAfterAllOfTheVisitor_andBeforeTheRestOfTheUser() throws Exception {
    desk.endpoint(receiver.url(), "score.changed", "lead.merged");
    desk.start();

    views("", "x");
    views("ana", "");
    views("ana", "x");

    assertThat(taken(5).subList(2, 5))
        .containsExactly(
            "score.changed anonymous:x",
            "lead.merged ana anonymous:x identify",
            "score.changed ana");
    Got merged = receiver.taken().get(3);
    assertThat(merged.json().get("data").get("merge").asLong()).isEqualTo(1);
    assertThat(merged.json().get("timestamp").asString()).isEqualTo(desk.now.get().toString());
  }

  @Test
  void visitor_whoWasNeverALead_isNoMerge() throws Exception {
    desk.endpoint(receiver.url(), "score.changed", "lead.merged");
    desk.start();

    views("ana", "new-device");

    assertThat(taken(1)).containsExactly("score.changed ana");
    assertThat(log(1)).hasSize(1);
  }

  @Test
  void merge_andItsUndoing_areToldInTheOrderOfBothLeads_howeverOftenTheyAreRefused()
      throws Exception {
    receiver.answers(it -> new Reply(500));
    long endpoint =
        desk.endpoint(receiver.url(), "score.changed", "lead.merged", "lead.unmerged")
            .endpoint()
            .key();
    desk.start();
    views("ana", "");
    views("bob", "");
    Merge merge = merge(Identifier.user("bob"), Identifier.user("ana"));
    views("bob", "");
    live.merges().undo(merge.key(), "user:ana").get(20, TimeUnit.SECONDS);
    views("bob", "");
    views("ana", "");
    until(() -> log(endpoint).stream().filter(it -> it.attempts() == 1).count() == 2);

    receiver.answers(it -> new Reply(200));
    until(
        () -> {
          desk.pass(Duration.ofHours(1));
          return allAre(endpoint, State.DELIVERED);
        });

    List<String> taken = receiver.taken().stream().map(MergedLeadsTest::words).toList();
    assertThat(taken.subList(0, 2))
        .containsExactlyInAnyOrder("score.changed ana", "score.changed bob");
    assertThat(taken.subList(2, 6))
        .containsExactly(
            "score.changed bob",
            "lead.merged ana bob request",
            "score.changed ana",
            "score.changed ana");
    assertThat(taken.get(6)).isEqualTo("lead.unmerged ana bob request");
    assertThat(taken.subList(7, taken.size()))
        .containsExactlyInAnyOrder(
            "score.changed ana", "score.changed ana", "score.changed bob", "score.changed bob");
  }

  @Test
  void webhook_ofSomeModels_hearsOfAllMerges() throws Exception {
    desk.drafted("partners");
    desk.room
        .endpoints()
        .create(
            new EndpointBook.Draft(
                receiver.url(),
                java.util.Set.of("lead.merged"),
                java.util.Set.of("partners"),
                true),
            desk.change());
    desk.start();
    views("ana", "");
    views("bob", "");

    merge(Identifier.user("bob"), Identifier.user("ana"));

    assertThat(taken(1)).containsExactly("lead.merged ana bob request");
  }
}
