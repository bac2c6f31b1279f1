package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Profile;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import io.plumbline.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publication that is broken off at any of its writes leaves what was, or is done wholly. */
class InterruptedPublishingTest {
  private static final String OTHER = Shop.visitsGive(4);
  private static final int LEADS = 30;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void storeThatFails_atAnyWriteAndPerhapsForAWhile_leavesTheOldVersionOrTheNewWhole(
      boolean staysAway) {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      try (Stage stage = stage(store)) {
        Map<String, String> before = stage.totals("shop");
        ModelVersion draft = stage.draft(OTHER);
        store.failAfter(write, staysAway);
        stage.attempt(draft, Stage.BY_TEST);
        reached = store.hasFailed();
        store.heal();
        checkWhole(stage, before, (staysAway ? "away from write " : "write ") + write);
      }
    }
  }

  @Test
  void storeThatIsAwayJustAfterItsCommit_ofAnyWrite_isFollowedOnceItIsBack() {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      try (Stage stage = stage(store)) {
        Map<String, String> before = stage.totals("shop");
        ModelVersion draft = stage.draft(OTHER);
        store.loseAnswerAfter(write);
        stage.attempt(draft, Stage.BY_TEST);
        reached = store.hasFailed();
        store.heal();
        stage.publishing.checkNow();
        assertThat(stage.store.<List<Run>>read(tx -> tx.runs().open())).isEmpty();
        checkWhole(stage, before, "answer to write " + write);
      }
    }
  }

  @Test
  void shadow_whosePublicationIsBrokenOffAtAnyWrite_isAShadowStillOrLive() {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      try (Stage stage = stage(store)) {
        ModelVersion shadow = stage.draft(OTHER);
        Stage.done(stage.publishing.shadow("shop", 2, Stage.BY_TEST));
        store.failAfter(write, true);
        stage.attempt(shadow, Stage.BY_TEST);
        reached = store.hasFailed();
        store.heal();
        stage.publishing.checkNow();

        boolean isLive = stage.version("shop", 2).status() == Status.LIVE;
        assertThat(stage.active.current())
            .as("write %d", write)
            .extracting(it -> it.number() + " " + it.role())
            .isEqualTo(isLive ? List.of("2 LIVE") : List.of("1 LIVE", "2 SHADOW"));
        assertThat(stage.store.<Integer>read(tx -> scores(tx, shadow))).isEqualTo(LEADS);
      }
    }
  }

  private static int scores(Transaction tx, ModelVersion version) {
    List<Long> keys = tx.profiles().after(0, 100).stream().map(Profile::key).toList();
    return tx.scores().get(version.key(), keys).size();
  }

  @Test
  void publication_thatFindsNoMemory_endsAndLeavesWhatWas() {
    FailingStore store = new FailingStore(new MemoryStore());
    try (Stage stage = stage(store)) {
      Map<String, String> before = stage.totals("shop");
      ModelVersion draft = stage.draft(OTHER);
      store.failReading(new OutOfMemoryError("the test says so"));
      Started started = stage.publishing.publish("shop", draft.number(), Stage.BY_TEST);

      assertThat(Stage.ended(started).error()).isEqualTo("OutOfMemoryError: the test says so");
      checkWhole(stage, before, "no memory");
    }
  }

  @Test
  void draft_thatIsChangedAsItsPublicationBegins_isNotLost() {
    FailingStore store = new FailingStore(new MemoryStore());
    try (Stage stage = stage(store)) {
      ModelVersion draft = stage.draft(OTHER);
      AtomicBoolean isOver = new AtomicBoolean();
      AtomicReference<Optional<Refusal>> refused = new AtomicReference<>(Optional.empty());
      store.afterWrites(
          () -> {
            boolean isBegun = !stage.store.<List<Run>>read(tx -> tx.runs().open()).isEmpty();
            if (isBegun && !isOver.getAndSet(true)) {
              refused.set(change(stage, draft));
            }
          });
      Stage.done(stage.publishing.publish("shop", draft.number(), Stage.BY_TEST));

      assertThat(refused.get().map(Refusal::code)).contains(Refusal.Code.CONFLICT);
      assertThat(stage.version("shop", 2).source()).isEqualTo(OTHER);
    }
  }

  private static Optional<Refusal> change(Stage stage, ModelVersion draft) {
    try {
      Drafts.Text text = new Drafts.Text(Shop.visitsGive(8), "", "");
      stage.drafts.update("shop", draft.number(), text, "user:bea", present -> {});
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }

  @Test
  void serverThatStops_atAnyWrite_isWholeAfterTheNextStart() {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      Stage first = stage(store);
      Map<String, String> before = first.totals("shop");
      ModelVersion draft = first.draft(OTHER);
      store.failAfter(write, true);
      first.attempt(draft, Stage.BY_TEST);
      reached = store.hasFailed();
      first.close();
      store.heal();
      try (Stage second = new Stage(store, new Stage.Clock())) {
        checkWhole(second, before, "write " + write);
        assertThat(second.store.<List<Run>>read(tx -> tx.runs().open())).isEmpty();
        checkLedger(second, "write " + write);
      }
    }
  }

  /** The run that was cut off, where it was begun at all, says how it ended. */
  private static void checkLedger(Stage stage, String when) {
    long draft = stage.version("shop", 2).key();
    List<Run> runs =
        stage.store.<List<Run>>read(tx -> tx.runs().list(Optional.empty(), 9)).stream()
            .filter(run -> run.version().getAsLong() == draft)
            .toList();
    boolean switched = stage.version("shop", 2).status() == Status.LIVE;
    assertThat(runs)
        .as(when)
        .allMatch(run -> run.end().isPresent())
        .extracting(Run::error)
        .allMatch(
            error ->
                switched
                    ? error.isEmpty()
                    : error.equals("the server stopped while it was under way"));
  }

  @Test
  void cancelledRun_leavesWhatWas() {
    try (Stage stage = stage(new FailingStore(new MemoryStore()))) {
      Map<String, String> before = stage.totals("shop");
      ModelVersion draft = stage.draft(OTHER);
      Started started = stage.publishing.publish("shop", draft.number(), Stage.BY_TEST);
      started.progress().cancel();
      Run end = Stage.ended(started);
      if (!end.error().isEmpty()) {
        assertThat(end.error()).isEqualTo("it was cancelled");
        assertThat(stage.totals("shop")).isEqualTo(before);
      }
      checkWhole(stage, before, "cancelled");
    }
  }

  private static Stage stage(FailingStore store) {
    Stage stage = new Stage(store, new Stage.Clock());
    for (int i = 0; i < LEADS; i++) {
      stage.does("lead" + i, "visit");
    }
    stage.publish(Shop.MODEL);
    return stage;
  }

  /** Store and memory agree on one version, and a publication works from there. */
  private static void checkWhole(Stage stage, Map<String, String> before, String when) {
    boolean switched = stage.version("shop", 2).status() == Status.LIVE;
    Map<String, String> totals = stage.totals("shop");
    if (switched) {
      assertThat(totals.values()).as(when).hasSize(LEADS).containsOnly("4");
    } else {
      assertThat(totals).as(when).isEqualTo(before);
      assertThat(stage.history("lead0")).as(when).hasSize(1);
    }
    assertThat(stage.active.of("shop", ActiveVersion.Role.LIVE).map(ActiveVersion::number))
        .as(when)
        .isEqualTo(Optional.of(switched ? 2 : 1));
    if (!switched) {
      ModelVersion again = stage.draft(OTHER + "# again\n");
      Stage.done(stage.publishing.publish("shop", again.number(), Stage.BY_TEST));
      assertThat(stage.totals("shop").values()).as(when).hasSize(LEADS).containsOnly("4");
    }
    List<ScoreChange> history = stage.history("lead0");
    assertThat(history).as(when).hasSize(2);
    assertThat(history.get(0).before()).isEqualTo(history.get(1).after());
  }
}
