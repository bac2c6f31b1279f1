package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.checks.serve.ServerProcess.Ended;
import io.plumbline.checks.serve.ServerProcess.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a server cannot write, nothing is acknowledged that is not kept; afterwards it goes on. */
final class OutageTest {
  private static final boolean LONG = Boolean.getBoolean("long");
  private static final long SEED =
      Long.getLong("seed", LONG ? System.nanoTime() % 1_000_000 : 2026);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void fullDisk_refusesAndGoesOnWhenThereIsRoom() throws Exception {
    System.out.println("seed " + SEED);
    Path small = Files.createDirectory(folder.resolve("data"));
    // Under traffic the log alone grows to 512 MiB: a smaller disk would be full a second time.
    assumeTrue(mount(small, "1g"), "only root can make a small disk");
    try (Survival survival = Survival.begin(Setup.in(folder), SEED)) {
      survival.flow(500);
      Path ballast = small.resolve("ballast");
      fill(ballast);
      Await.until("the disk is full", SOON, () -> refusals(survival) > 0);
      assertThat(survival.server().isAlive()).isTrue();
      assertThat(status(survival.server(), "/readyz")).isEqualTo(503);
      Files.delete(ballast);
      survival.awaitProgress();
      Await.until("it is ready", SOON, () -> status(survival.server(), "/readyz") == 200);
      survival.prove();
    } finally {
      unmount(small);
    }
  }

  @Test
  void fullDiskOfTheDatabase_refusesAndGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(LONG, "takes a database of its own on a disk of its own");
    System.out.println("seed " + SEED);
    Path small = Files.createDirectory(Database.data(folder));
    assumeTrue(mount(small, "320m"), "only root can make a small disk");
    try (Database database = Database.in(folder);
        Survival survival = Survival.begin(Stores.on(database, folder), SEED)) {
      survival.flow(2000);
      Path ballast = small.resolve("ballast");
      fill(ballast);
      Await.until("the disk is full", SOON, () -> refusals(survival) > 0);
      assertThat(survival.server().isAlive()).isTrue();
      assertThat(status(survival.server(), "/healthz")).isEqualTo(200);
      Files.delete(ballast);
      if (!database.isRunning()) {
        // Without room for its log it ends, and whoever watches over it starts it again.
        database.startAgain();
      }
      survival.awaitProgress();
      survival.prove();
    } finally {
      unmount(small);
    }
  }

  @Test
  void databaseThatDoesNotAnswer_isWaitedFor() throws Exception {
    System.out.println("seed " + SEED);
    try (Database database = Database.in(folder);
        Survival survival = Survival.begin(Stores.on(database, folder), SEED)) {
      survival.flow(2000);
      if (LONG) {
        database.freeze();
        Thread.sleep(60_000);
        database.thaw();
        survival.awaitProgress();
      }
      database.kill();
      Thread.sleep(LONG ? 60_000 : 2_000);
      assertThat(survival.server().isAlive()).isTrue();
      assertThat(status(survival.server(), "/readyz")).isEqualTo(503);
      assertThat(status(survival.server(), "/healthz")).isEqualTo(200);
      database.startAgain();
      survival.awaitProgress();
      survival.prove();
    }
  }

  @Test
  void secondServer_onTheSameStore_isRefused() throws Exception {
    Setup setup = Setup.in(folder);
    try (ServerProcess first = ServerProcess.start(setup)) {
      Ended second = ServerProcess.startAndFail(setup);

      assertThat(second.exit()).isNotZero();
      assertThat(second.err())
          .contains("another server works on the store")
          .doesNotContain("\tat ");
      assertThat(first.isAlive()).isTrue();
    }
  }

  private static int status(ServerProcess server, String path) throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      return connection.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status(SOON);
    }
  }

  private static int refusals(Survival survival) throws IOException, InterruptedException {
    Ledger.Message one =
        new Conversation("full", System.nanoTime(), java.time.Instant.now()).last("one");
    survival.ledger().sending(java.util.List.of(one));
    int status =
        survival
            .calls()
            .batch(survival.server().url(), Sender.body(java.util.List.of(one)))
            .status();
    return status == 200 ? 0 : status;
  }

  private static boolean mount(Path at, String size) throws IOException, InterruptedException {
    return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString())
            .start()
            .waitFor()
        == 0;
  }

  private static void unmount(Path at) throws IOException, InterruptedException {
    new ProcessBuilder("umount", at.toString()).start().waitFor();
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That was wanted.
    }
  }
}
