package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.StoreModels;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Run;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.TestPostgres;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing without a server, and a server, keep out of each other's way. */
class StorePublishingTest {
  private static final String TINY =
      """
      plumbline: 1
      model: tiny
      scores:
        fit:
          groups:
            all:
              rules:
                - {id: buyer, if: {role: buyer}, points: 20}
      """;

  @TempDir Path folder;

  @Test
  void sqlite_hasOneOfTheTwoAtATime() {
    assertOneAtATime(new StoreAddress.Sqlite(folder.resolve("plumbline.db")));
  }

  @Test
  void postgres_hasOneOfTheTwoAtATime() {
    assertOneAtATime(
        new StoreAddress.Postgres(
            TestPostgres.newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD));
  }

  @Test
  void impact_ofAText_leavesNoTraceInSqlite() {
    assertImpactLeavesNoTrace(new StoreAddress.Sqlite(folder.resolve("plumbline.db")));
  }

  @Test
  void impact_ofAText_leavesNoTraceInPostgres() {
    assertImpactLeavesNoTrace(
        new StoreAddress.Postgres(
            TestPostgres.newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD));
  }

  private static void assertImpactLeavesNoTrace(StoreAddress place) {
    Drafts.Text text = new Drafts.Text(TINY, "", "");
    try (StorePublishing work = StorePublishing.at(place, new TestClock())) {
      StoreModels models = new StoreModels(work.drafts(), work.publishing(), work.impacts());
      models.impact("tiny", text);

      assertThat(models.models().path("items")).isEmpty();
      assertThat(models.add(text, "test").path("version").path("version").asInt()).isEqualTo(1);
    }
    try (Store store = Stores.open(place, StoreMode.TOOL)) {
      assertThat(store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 9)))
          .extracting(AuditEntry::action)
          .containsExactly("model.add");
      assertThat(store.<List<Run>>read(tx -> tx.runs().list(Optional.empty(), 9))).isEmpty();
    }
  }

  private static void assertOneAtATime(StoreAddress place) {
    try (StorePublishing work = StorePublishing.at(place, new TestClock())) {
      assertThat(work.publishing()).isNotNull();
      assertThatThrownBy(() -> Stores.open(place, StoreMode.SERVER))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.IN_USE));
    }
    try (Store served = Stores.open(place, StoreMode.SERVER)) {
      assertThat(served.isServed()).isTrue();
      assertThatThrownBy(() -> StorePublishing.at(place, new TestClock()))
          .isInstanceOf(Refusal.class)
          .hasMessageContainingAll("A server works on this store", "--server URL");
    }
  }
}
