package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Identifier;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of a place that outlives the process. */
public interface ReopeningContract {
  /** Opens the one place of this test. */
  Store open(StoreMode mode);

  /** Does a statement on the closed place, past the store. */
  void alter(String sql);

  @Test
  default void open_again_everythingIsThereAndNumbersGoOn() {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      store.write(
          tx -> tx.facts().appendEvents(List.of(Samples.event(1, "e1", "signup", OnStore.NOON))));
      store.write(tx -> tx.changes().append(List.of(Samples.change(1, 1))));
    }
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("b")), OnStore.NOON));
      store.write(
          tx ->
              tx.facts()
                  .appendEvents(
                      List.of(
                          Samples.event(1, "e1", "signup", OnStore.NOON),
                          Samples.event(1, "e2", "login", OnStore.NOON))));
      store.write(tx -> tx.changes().append(List.of(Samples.change(1, 2))));

      assertThat(store.<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(2);
      assertThat(store.<Long>read(tx -> tx.facts().eventCount())).isEqualTo(2);
      assertThat(
              store.<Integer>read(
                  tx ->
                      tx.changes()
                          .of(1, List.of(), Optional.empty(), java.time.Instant.MIN, 9)
                          .size()))
          .isEqualTo(2);
    }
  }

  @Test
  default void open_whileServed_aSecondServerIsRefusedAndAToolIsNot() {
    try (Store server = open(StoreMode.SERVER)) {
      assertThat(server.isServed()).isTrue();
      refused(() -> open(StoreMode.SERVER).close(), StoreException.Code.IN_USE);

      try (Store tool = open(StoreMode.TOOL)) {
        assertThat(tool.isServed()).isTrue();
        tool.write(tx -> tx.profiles().create(List.of(Identifier.user("t")), OnStore.NOON));
        server.write(tx -> tx.profiles().create(List.of(Identifier.user("s")), OnStore.NOON));
        assertThat(tool.<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(2);
      }
      refused(() -> open(StoreMode.SERVER).close(), StoreException.Code.IN_USE);
    }
    try (Store tool = open(StoreMode.TOOL)) {
      assertThat(tool.isServed()).isFalse();
      open(StoreMode.SERVER).close();
    }
  }

  @Test
  default void open_schemaOfANewerVersion_isRefusedAndSaysSo() {
    open(StoreMode.SERVER).close();
    alter(
        "INSERT INTO schema_version (installed_rank, version, description, type, script, checksum,"
            + " installed_by, execution_time, success)"
            + " VALUES (9999, '9999', 'future', 'SQL', 'V9999__future.sql', 1, 'x', 1, TRUE)");

    StoreException refusal =
        refused(() -> open(StoreMode.SERVER).close(), StoreException.Code.TOO_NEW);
    assertThat(refusal).hasMessageContaining("schema 9999").hasMessageContaining("newer");
    refused(() -> open(StoreMode.TOOL).close(), StoreException.Code.TOO_NEW);
  }

  @Test
  default void open_otherTablesInThePlace_isRefused() {
    alter("CREATE TABLE somebody_elses (x INTEGER)");

    refused(() -> open(StoreMode.SERVER).close(), StoreException.Code.UNUSABLE);
  }

  @Test
  default void open_whileAServerOfAnOlderVersionWorks_isRefusedAndTheSchemaStays() {
    try (Store older = open(StoreMode.SERVER)) {
      alter("DROP TABLE telling");
      alter("DROP TABLE told_ahead");
      alter("DELETE FROM schema_version WHERE version = '8'");

      for (StoreMode mode : StoreMode.values()) {
        refused(() -> open(mode).close(), StoreException.Code.IN_USE);
        alter("CREATE TABLE telling (run INTEGER)");
        alter("DROP TABLE telling");
      }
      older.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
    }
    open(StoreMode.SERVER).close();
  }

  @Test
  default void open_stepThatFails_saysWhichAndWhy() {
    open(StoreMode.SERVER).close();
    alter("DELETE FROM schema_version WHERE version = '8'");

    StoreException refusal =
        refused(() -> open(StoreMode.SERVER).close(), StoreException.Code.UNUSABLE);
    assertThat(refusal)
        .hasMessageContaining("V8__tellings.sql")
        .hasMessageContaining("telling")
        .hasMessageContaining("already exists");
  }

  @Test
  default void use_afterClosing_isAway() {
    Store store = open(StoreMode.SERVER);
    store.close();

    refused(() -> store.read(tx -> tx.facts().eventCount()), StoreException.Code.AWAY);
    refused(() -> store.write(tx -> tx.facts().eventCount()), StoreException.Code.AWAY);
  }

  private static StoreException refused(Runnable work, StoreException.Code code) {
    StoreException[] caught = new StoreException[1];
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              caught[0] = e;
            });
    return caught[0];
  }
}
