package io.plumbline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Identifier;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.contract.OnStore;
import io.plumbline.store.contract.ReopeningContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlitePlaceTest implements ReopeningContract {
  @TempDir private Path folder;

  @Override
  public Store open(StoreMode mode) {
    return JdbcStore.sqlite(file(), mode);
  }

  @Override
  public void alter(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path file() {
    return folder.resolve("plumbline.db");
  }

  @Test
  void open_noSuchFolder_saysWhich() {
    unusable(folder.resolve("nowhere/plumbline.db"), "there is no folder");
  }

  @Test
  void open_folder_isRefused() {
    unusable(folder, "this is a folder");
  }

  @Test
  void open_anotherKindOfFile_isRefusedAndLeftAsItWas() throws IOException {
    Files.writeString(file(), "Dear diary, ".repeat(1000));

    unusable(file(), "not a database");
    assertThat(file()).hasContent("Dear diary, ".repeat(1000));
  }

  @Test
  void open_newFile_itAndAllBesideIt_areItsOwnersAlone() throws IOException {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));

      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files)
            .hasSize(4)
            .allSatisfy(
                it ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                        .as(it.toString())
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void open_fileThatOthersMayRead_isLeftSo() throws IOException {
    open(StoreMode.TOOL).close();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

    open(StoreMode.TOOL).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
  }

  @Test
  void open_sameFileByAnotherName_isTheSameStore() throws IOException {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
      Path link = Files.createSymbolicLink(folder.resolve("other.db"), file());
      assertThatThrownBy(() -> JdbcStore.sqlite(link, StoreMode.SERVER))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.IN_USE));
    }
  }

  @Test
  void open_byManyAtOnceWhereNothingIsYet_makesOneStoreForAll() throws Exception {
    int many = 4;
    ExecutorService programs = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 10; round++) {
        Path file = folder.resolve("new-" + round + ".db");
        CyclicBarrier start = new CyclicBarrier(many);
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          StoreMode mode = i == 0 ? StoreMode.SERVER : StoreMode.TOOL;
          all.add(
              programs.submit(
                  () -> {
                    start.await();
                    try (Store store = JdbcStore.sqlite(file, mode)) {
                      return store.read(tx -> tx.facts().eventCount());
                    }
                  }));
        }
        assertThat(all).allSatisfy(one -> assertThat(one.get()).isEqualTo(0L));
      }
    } finally {
      programs.shutdownNow();
    }
  }

  @Test
  void connections_all_forceCommitsToTheDisk() {
    SqliteDatabase database = SqliteDatabase.open(file(), StoreMode.SERVER, new Words());
    try (Session writer = database.connectWriter()) {
      assertThat(settings(writer))
          .isEqualTo(Map.of("journal_mode", "wal", "synchronous", "2", "query_only", "0"));
      Session reader = database.borrowReader();
      assertThat(settings(reader))
          .isEqualTo(Map.of("journal_mode", "wal", "synchronous", "2", "query_only", "1"));
      database.giveBack(reader);
    } finally {
      database.close();
    }
  }

  private static Map<String, String> settings(Session session) {
    return Map.of(
        "journal_mode", setting(session, "journal_mode"),
        "synchronous", setting(session, "synchronous"),
        "query_only", setting(session, "query_only"));
  }

  private static String setting(Session session, String name) {
    return session.first("PRAGMA " + name, p -> {}, Row::text).orElseThrow();
  }

  @Test
  void write_fileThatNobodyMayWriteTo_isUnusable() {
    SqliteDatabase database = SqliteDatabase.open(file(), StoreMode.SERVER, new Words());
    try (Session writer = database.connectWriter()) {
      writer.execute("PRAGMA query_only = 1");
      assertThatThrownBy(() -> new JdbcTransaction(writer).states().put(Map.of(1L, new byte[1])))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNUSABLE));
    } finally {
      database.close();
    }
  }

  @Test
  void write_noRoomLeft_isFullAndNothingHasHappenedAndGoesOnWhenThereIsRoom() {
    try (Store store = open(StoreMode.SERVER)) {
      store.write(tx -> tx.profiles().create(List.of(Identifier.user("a")), OnStore.NOON));
    }
    SqliteDatabase database = SqliteDatabase.open(file(), StoreMode.SERVER, new Words());
    try (Session writer = database.connectWriter()) {
      long pages = writer.first("PRAGMA page_count", p -> {}, Row::number).orElseThrow();
      writer.execute("PRAGMA max_page_count = " + (pages + 2));
      database.beginWriting(writer);
      assertThatThrownBy(
              () ->
                  new JdbcTransaction(writer)
                      .states()
                      .put(Map.of(1L, new byte[100_000], 2L, new byte[100_000])))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.FULL));
    } finally {
      database.close();
    }
    try (Store store = open(StoreMode.SERVER)) {
      assertThat(store.<Map<Long, byte[]>>read(tx -> tx.states().get(List.of(1L, 2L)))).isEmpty();
      store.write(
          tx -> {
            tx.states().put(Map.of(1L, new byte[100_000]));
            return true;
          });
      assertThat(store.<Map<Long, byte[]>>read(tx -> tx.states().get(List.of(1L)))).hasSize(1);
    }
  }

  private static void unusable(Path path, String why) {
    assertThatThrownBy(() -> JdbcStore.sqlite(path, StoreMode.SERVER))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StoreException.Code.UNUSABLE);
              assertThat(e).hasMessageContaining(why).hasMessageContaining(path.toString());
            });
  }
}
