package io.plumbline.bench.serve;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL with its own settings but for memory: it forces every commit to the disk. */
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres running;
  private final Path folder;

  private Postgres(EmbeddedPostgres running, Path folder) {
    this.running = running;
    this.folder = folder;
  }

  static Postgres in(Path folder) throws IOException {
    EmbeddedPostgres running =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgresql"))
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start();
    return new Postgres(running, folder);
  }

  /** Where a server keeps everything in it. */
  StorePlace place() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path password = folder.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, "postgres\n");
    return new StorePlace(
        data,
        List.of(
            "--data",
            data.toString(),
            "--store",
            "postgresql://postgres@127.0.0.1:" + running.getPort() + "/postgres",
            "--store-password-file",
            password.toString()));
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
