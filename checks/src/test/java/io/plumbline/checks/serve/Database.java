package io.plumbline.checks.serve;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL that writes to disk as one in use does, and that can be stopped, killed and
 * started again at the same port.
 */
final class Database implements AutoCloseable {
  static final String USER = "postgres";
  static final String PASSWORD = "postgres";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private EmbeddedPostgres running;

  private Database(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    running = launch();
  }

  static Database in(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new Database(folder, port);
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data(folder))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(START)
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "64MB")
        .start();
  }

  /** Where the files of one in a folder lie. */
  static Path data(Path folder) {
    return folder.resolve("postgresql");
  }

  /** As {@code plumbline serve} takes it. */
  String address() {
    return "postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  /** Kills it and all of its processes, as when the machine loses its power. */
  void kill() throws IOException, InterruptedException {
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
      Thread.sleep(5);
    }
    // Lets go of the folder; there is no process to stop any more.
    running.close();
  }

  /** Whether it runs; it ends by itself where it can write no more. */
  boolean isRunning() throws IOException {
    return !processes().isEmpty();
  }

  /** Lets it neither answer nor end, as a network does that swallows everything. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** Starts it after it was killed, or ended; what was committed is there. */
  void startAgain() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        running = launch();
        return;
      } catch (IOException | IllegalStateException notYet) {
        // A process of the one before may still hold its memory for a moment.
        if (System.nanoTime() - start > START.toNanos()) {
          throw new IOException("PostgreSQL does not start again", notYet);
        }
        Thread.sleep(200);
      }
    }
  }

  private void signal(String signal) throws IOException, InterruptedException {
    for (ProcessHandle process : processes()) {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    }
  }

  /** The first process, then those that it has started. */
  private List<ProcessHandle> processes() throws IOException {
    Path file = data(folder).resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return List.of();
    }
    long first = Long.parseLong(Files.readAllLines(file).get(0).strip());
    return ProcessHandle.of(first)
        .map(handle -> Stream.concat(Stream.of(handle), handle.descendants()).toList())
        .orElse(List.of());
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
