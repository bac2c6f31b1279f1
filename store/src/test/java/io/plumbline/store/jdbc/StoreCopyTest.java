package io.plumbline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Identifier;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.OnStore;
import io.plumbline.store.contract.Samples;
import io.plumbline.store.contract.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy has every row of every table that migrations make, or is none. */
final class StoreCopyTest {
  @TempDir private Path folder;
  private String postgres = "";

  /** Where a copy comes from or goes to. */
  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @BeforeEach
  void place() {
    postgres = TestPostgres.newDatabase();
  }

  private CopyPlace at(String url) {
    return url.startsWith("jdbc:sqlite:")
        ? CopyPlace.sqlite(Path.of(url.substring("jdbc:sqlite:".length())))
        : CopyPlace.postgres(url, TestPostgres.USER, TestPostgres.PASSWORD);
  }

  private static Store open(String url, StoreMode mode) {
    return url.startsWith("jdbc:sqlite:")
        ? JdbcStore.sqlite(Path.of(url.substring("jdbc:sqlite:".length())), mode)
        : JdbcStore.postgres(url, TestPostgres.USER, TestPostgres.PASSWORD, mode);
  }

  private String file(String name) {
    return "jdbc:sqlite:" + folder.resolve(name);
  }

  private String place(Kind kind) {
    return kind == Kind.SQLITE ? file("place.db") : postgres;
  }

  private String full(int rows) throws SQLException {
    String url = file("full.db");
    open(url, StoreMode.TOOL).close();
    try (RawTables tables = RawTables.of(url)) {
      tables.fill(rows);
    }
    return url;
  }

  private static Map<String, List<String>> rows(String url) throws SQLException {
    try (RawTables tables = RawTables.of(url)) {
      return tables.rows();
    }
  }

  private static void alter(String url, String sql) throws SQLException {
    try (RawTables tables = RawTables.of(url)) {
      tables.execute(sql);
    }
  }

  private StoreCopy.Copied copy(String from, String to) {
    return StoreCopy.make(at(from), at(to), (table, rows) -> {});
  }

  @Test
  void copy_ofEveryTableToPostgresqlAndBack_hasTheSameRows() throws SQLException {
    String full = full(1_234);
    String back = file("back.db");

    StoreCopy.Copied there = copy(full, postgres);
    StoreCopy.Copied home = copy(postgres, back);

    Map<String, List<String>> rows = rows(full);
    assertThat(rows.values())
        .hasSizeGreaterThan(25)
        .allSatisfy(it -> assertThat(it).hasSize(1_234));
    assertThat(rows(postgres)).isEqualTo(rows);
    assertThat(rows(back)).isEqualTo(rows);
    assertThat(there.rows().keySet()).isEqualTo(rows.keySet());
    assertThat(home.total()).isEqualTo(1_234L * rows.size());
    assertThat(home.sealedSecrets()).isEqualTo(1_234);
  }

  /** Were there any, their next number would have to be copied too. */
  @Test
  void tables_inBothDatabases_giveNoNumbersThemselves() throws SQLException {
    open(postgres, StoreMode.TOOL).close();
    try (RawTables tables = RawTables.of(full(1))) {
      assertThat(tables.columns()).doesNotContainKey("sqlite_sequence");
    }
    TestPostgres.execute(
        postgres,
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.sequences"
            + " WHERE sequence_schema = current_schema()) THEN RAISE 'a sequence'; END IF; END $$");
  }

  @ParameterizedTest
  @EnumSource
  void copy_served_goesOnWhereTheStoreWas(Kind kind) {
    String from = file("from.db");
    try (Store store = open(from, StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      store.write(
          tx -> tx.facts().appendEvents(List.of(Samples.event(1, "e1", "signup", OnStore.NOON))));
      copy(from, place(kind));
    }

    try (Store store = open(place(kind), StoreMode.SERVER)) {
      store.write(
          tx ->
              tx.facts()
                  .appendEvents(
                      List.of(
                          Samples.event(1, "e1", "signup", OnStore.NOON),
                          Samples.event(1, "e2", "login", OnStore.NOON))));
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("b")), OnStore.NOON));
      assertThat(store.<Long>read(tx -> tx.facts().eventCount())).isEqualTo(2);
      assertThat(store.<Long>read(tx -> tx.profiles().highestKey())).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void copy_whileAServerWrites_isOnePicture(Kind kind) throws Exception {
    String from = place(kind);
    if (kind == Kind.POSTGRESQL) {
      copy(full(1_000), from);
    } else {
      Files.move(
          Path.of(full(1_000).substring("jdbc:sqlite:".length())), folder.resolve("place.db"));
    }
    alter(from, "DELETE FROM counter");
    alter(from, "INSERT INTO counter (name, value) VALUES ('profile', 1000000)");
    AtomicBoolean enough = new AtomicBoolean();
    List<Integer> written = new ArrayList<>();
    try (Store store = open(from, StoreMode.SERVER)) {
      var writer = CompletableFuture.runAsync(() -> writePairs(store, enough, written));
      for (int i = 0; i < 3; i++) {
        copy(from, file("copy" + i + ".db"));
      }
      enough.set(true);
      writer.join();
    }

    assertThat(written).hasSizeGreaterThan(10);
    for (int i = 0; i < 3; i++) {
      Map<String, List<String>> rows = rows(file("copy" + i + ".db"));
      assertThat(rows.get("profile")).as("copy " + i).hasSameSizeAs(rows.get("attribute"));
    }
  }

  /** In each transaction a row in a table that is copied early, and one in a late one. */
  private static void writePairs(Store store, AtomicBoolean enough, List<Integer> written) {
    while (!enough.get()) {
      String name = "new" + written.size();
      store.write(
          tx -> {
            tx.profiles().create(List.of(Identifier.user(name)), OnStore.NOON);
            long key = tx.profiles().highestKey();
            tx.facts().appendAttributes(List.of(Samples.attribute(key, "a", name, OnStore.NOON)));
            return true;
          });
      written.add(1);
    }
  }

  @Test
  void copy_inAFile_isItsOwnersAloneAndHasNothingBesideIt() throws Exception {
    String full = full(2);
    Path made = Files.createDirectory(folder.resolve("made"));

    copy(full, "jdbc:sqlite:" + made.resolve("copy.db"));

    try (Stream<Path> files = Files.list(made)) {
      assertThat(files).containsExactly(made.resolve("copy.db"));
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("copy.db"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @EnumSource
  void copy_failingAtTheLastTable_leavesNothing(Kind kind) throws Exception {
    String full = full(5);
    alter(full, "DROP TABLE word");
    alter(full, "CREATE TABLE word (key INTEGER PRIMARY KEY, kind INTEGER, text TEXT)");
    alter(full, "INSERT INTO word VALUES (1, 1, NULL)");

    assertThatThrownBy(() -> copy(full, place(kind)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("table word");

    if (kind == Kind.POSTGRESQL) {
      assertThat(rows(postgres).values()).allSatisfy(it -> assertThat(it).isEmpty());
    } else {
      assertThat(Files.list(folder)).containsExactly(folder.resolve("full.db"));
    }
  }

  @Test
  void copy_besideTablesOfSomebodyElse_leavesThemOut() throws SQLException {
    String full = full(2);
    alter(full, "CREATE TABLE notes (x REAL)");

    copy(full, postgres);

    assertThat(rows(postgres)).doesNotContainKey("notes");
  }

  @Test
  void copy_toAPlaceWithAStore_isRefusedAndTheStoreLeftAsItWas() throws SQLException {
    String full = full(3);
    try (Store store = open(postgres, StoreMode.TOOL)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
    }
    var before = rows(postgres);

    refused(full, postgres, StoreException.Code.UNUSABLE, "is not empty: the table counter has");
    refused(full, full, StoreException.Code.UNUSABLE, "there is a file ", "full.db already");

    assertThat(rows(postgres)).isEqualTo(before);
  }

  @Test
  void copy_toAnEmptyStore_isTaken() throws SQLException {
    open(postgres, StoreMode.SERVER).close();

    copy(full(3), postgres);

    assertThat(rows(postgres)).isEqualTo(rows(file("full.db")));
  }

  @Test
  void copy_toAServedPlace_isRefused() throws SQLException {
    String full = full(3);
    try (Store served = open(postgres, StoreMode.SERVER)) {
      assertThat(served.isServed()).isTrue();
      var before = rows(postgres);

      refused(full, postgres, StoreException.Code.IN_USE, "a server works on", "stop it first");

      assertThat(rows(postgres)).isEqualTo(before);
    }
  }

  @Test
  void copy_besideWhatACutOffCopyLeft_isRefusedAndSaysWhatToDo() throws Exception {
    String full = full(3);
    Path left = Files.writeString(folder.resolve("new.db-copying"), "half");

    refused(full, file("new.db"), StoreException.Code.IN_USE, "new.db-copying", "delete it");

    assertThat(left).hasContent("half");
    Files.move(left, folder.resolve("new.db-wal"));
    refused(full, file("new.db"), StoreException.Code.UNUSABLE, "new.db-wal already");
  }

  @Test
  void copy_ofNoStore_isRefusedAndNothingIsMade() throws Exception {
    refused(file("none.db"), postgres, StoreException.Code.UNUSABLE, "there is no store");
    refused(postgres, file("new.db"), StoreException.Code.UNUSABLE, "there is no store in it");
    Files.writeString(folder.resolve("diary.db"), "Dear diary, ".repeat(1000));
    refused(file("diary.db"), postgres, StoreException.Code.UNUSABLE, "not a database");

    assertThat(rows(postgres)).isEmpty();
    assertThat(Files.list(folder)).containsExactly(folder.resolve("diary.db"));
  }

  @ParameterizedTest
  @EnumSource
  void copy_ofAnotherSchema_isRefusedAndNothingIsMadeOrChanged(Kind kind) throws SQLException {
    String from = place(kind);
    open(from, StoreMode.TOOL).close();
    alter(from, "DELETE FROM schema_version WHERE version = '8'");
    refused(from, file("new.db"), StoreException.Code.UNUSABLE, "has schema 7", "schema 8");

    alter(
        from,
        "INSERT INTO schema_version (installed_rank, version, description, type, script, checksum,"
            + " installed_by, execution_time, success)"
            + " VALUES (9999, '9999', 'future', 'SQL', 'V9999__future.sql', 1, 'x', 1, TRUE)");
    refused(from, file("new.db"), StoreException.Code.TOO_NEW, "schema 9999", "newer");
    assertThat(folder.resolve("new.db")).doesNotExist();
  }

  private void refused(String from, String to, StoreException.Code code, String... says) {
    assertThatThrownBy(() -> copy(from, to))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e).hasMessageContainingAll(says);
            });
  }
}
