package io.plumbline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Identifier;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.OnStore;
import io.plumbline.store.contract.ReopeningContract;
import io.plumbline.store.contract.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresPlaceTest implements ReopeningContract {
  private String url = "";

  @BeforeEach
  void place() {
    url = TestPostgres.newDatabase();
  }

  @Override
  public Store open(StoreMode mode) {
    return JdbcStore.postgres(url, TestPostgres.USER, TestPostgres.PASSWORD, mode);
  }

  @Override
  public void alter(String sql) {
    TestPostgres.execute(url, sql);
  }

  @Test
  void open_byAServer_opensAllItsReadersThoughNobodyReads() throws Exception {
    connectionsAre(0);
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));

      connectionsAre(1 + 16);
    }
  }

  @Test
  void write_thatFails_quotesNothingOfTheRow() {
    List<Identifier> ana = List.of(Identifier.user("ana@example.ro"));
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(ana, OnStore.NOON));

      assertThatThrownBy(() -> store.write(tx -> tx.profiles().create(ana, OnStore.NOON)))
          .isInstanceOf(StoreException.class)
          .satisfies(
              failure -> {
                StringWriter log = new StringWriter();
                failure.printStackTrace(new PrintWriter(log));
                assertThat(log.toString()).contains("unique").doesNotContain("ana@example.ro");
              });
    }
  }

  private void connectionsAre(long expected) throws Exception {
    String question = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'plumbline'";
    long found = -1;
    for (int attempt = 0; attempt < 600 && found != expected; attempt++) {
      Thread.sleep(found < 0 ? 0 : 50);
      found = TestPostgres.number(url, question);
    }
    assertThat(found).as("connections of the program").isEqualTo(expected);
  }

  @Test
  void write_connectionsWereCut_theyAreOpenedAgainAndTheServingLockIsHeld() {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      store.read(tx -> tx.profiles().highestKey());

      cut();

      store.write(tx -> tx.profiles().create(List.of(Identifier.user("b")), OnStore.NOON));
      assertThat(highestKey(store)).isEqualTo(2);
      assertThat(store.isServed()).isTrue();
    }
  }

  @Test
  void write_anotherServerWorkedMeanwhile_isRefusedFromThenOn() {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      cut();
      try (Store other = open(StoreMode.SERVER)) {
        other.write(tx -> tx.profiles().create(List.of(Identifier.user("b")), OnStore.NOON));
        mustNotWrite(store);
      }

      mustNotWrite(store);
      assertThat(highestKey(store)).isEqualTo(2);
    }
  }

  private static void mustNotWrite(Store store) {
    assertThatThrownBy(
            () ->
                store.write(
                    tx -> tx.profiles().create(List.of(Identifier.user("c")), OnStore.NOON)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreException.Code.IN_USE);
              assertThat(e)
                  .hasMessageContaining("another server has worked on PostgreSQL")
                  .hasMessageContaining("must be started again");
            });
  }

  @Test
  void write_connectionsWereCutBecauseTheyWereIdle_goesOn() throws Exception {
    String impatient = url + "&options=-c%20idle_session_timeout=300";
    try (Store store =
        JdbcStore.postgres(impatient, TestPostgres.USER, TestPostgres.PASSWORD, StoreMode.TOOL)) {
      connectionsAre(0);

      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      assertThat(highestKey(store)).isEqualTo(1);
    }
  }

  @Test
  void write_databaseThatNobodyMayWriteTo_isUnusable() {
    open(StoreMode.SERVER).close();
    String standby = url + "&options=-c%20default_transaction_read_only=on";
    try (Store store =
        JdbcStore.postgres(standby, TestPostgres.USER, TestPostgres.PASSWORD, StoreMode.TOOL)) {
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON)))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNUSABLE));
    }
  }

  @Test
  void write_databaseThatNeedNotWaitForTheDisk_waitsForItAllTheSame() {
    String careless = url + "&options=-c%20synchronous_commit=off";
    var access =
        new PostgresDatabase.Access(careless, TestPostgres.USER, TestPostgres.PASSWORD, false);
    PostgresDatabase database = PostgresDatabase.open(access, StoreMode.SERVER, new Words());
    try (Session writer = database.connectWriter()) {
      assertThat(writer.first("SHOW synchronous_commit", p -> {}, Row::text)).contains("on");
    } finally {
      database.close();
    }
  }

  /** Each reader's connection may fail once before it is opened again. */
  private static long highestKey(Store store) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        return store.read(tx -> tx.profiles().highestKey());
      } catch (StoreException e) {
        assertThat(e.code()).isEqualTo(StoreException.Code.AWAY);
      }
    }
    throw new AssertionError("readers do not come back");
  }

  @Test
  void write_connectionCutInTheMiddle_isAwayAndNothingHasHappened() {
    try (Store store = open(StoreMode.SERVER)) {
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON);
                        cut();
                        return tx.profiles().find(List.of(Identifier.user("a")));
                      }))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.AWAY));

      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      assertThat(store.<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(1);
    }
  }

  @Test
  void open_wrongPassword_saysWhereAndNotWhat() {
    TestPostgres.execute(url, "CREATE ROLE somebody LOGIN PASSWORD 'right'");

    assertThatThrownBy(
            () ->
                JdbcStore.postgres(
                    url.replace("/postgres?", "/nowhere?"), "somebody", "wr0ng", StoreMode.TOOL))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreException.Code.UNUSABLE);
              assertThat(e).hasMessageContaining("somebody").hasMessageNotContaining("wr0ng");
            });
  }

  @Test
  void open_wrongPasswordOrNoSuchDatabase_saysWhich() {
    assertUnusable(url, "nobody", "role \"nobody\" does not exist");
    assertUnusable(
        url.replace("/postgres?", "/nowhere?"),
        TestPostgres.USER,
        "database \"nowhere\" does not exist");
  }

  /** An older one is hard to come by: one that says so is as good. */
  @Test
  void open_olderThan15_saysWhatIsNeeded() {
    TestPostgres.execute(
        url,
        "CREATE FUNCTION current_setting(text) RETURNS text LANGUAGE sql AS $$SELECT '140012'$$");

    assertUnusable(
        url + ",pg_catalog", TestPostgres.USER, "is of version 14; it must be 15 or newer");
  }

  private static void assertUnusable(String url, String user, String why) {
    assertThatThrownBy(() -> JdbcStore.postgres(url, user, TestPostgres.PASSWORD, StoreMode.SERVER))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreException.Code.UNUSABLE);
              assertThat(e).hasMessageContaining(why);
            });
  }

  @Test
  void open_noSuchHost_saysSo() {
    assertThatThrownBy(
            () ->
                JdbcStore.postgres(
                    "jdbc:postgresql://nowhere.invalid/none", "x", "y", StoreMode.SERVER))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("nowhere.invalid", "there is no such host");
  }

  @Test
  void open_nobodyListens_isAway() {
    assertThatThrownBy(
            () ->
                JdbcStore.postgres(
                    "jdbc:postgresql://localhost:1/none", "x", "y", StoreMode.SERVER))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.AWAY));
  }

  private void cut() {
    TestPostgres.execute(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'plumbline' AND pid <> pg_backend_pid()");
  }
}
