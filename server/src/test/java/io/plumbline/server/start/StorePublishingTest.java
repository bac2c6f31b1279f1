package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.TestPostgres;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing without a server, and a server, keep out of each other's way. */
class StorePublishingTest {
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
