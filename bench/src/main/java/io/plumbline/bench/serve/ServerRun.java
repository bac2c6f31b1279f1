package io.plumbline.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server started by the launcher as a user does, for as long as a benchmark needs it. */
final class ServerRun implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("serves at http://[^\\s:]+:([0-9]+)");
  private static final Duration START = Duration.ofMinutes(10);

  private final Process process;
  private final int port;
  private final Duration startUp;

  private ServerRun(Process process, int port, Duration startUp) {
    this.process = process;
    this.port = port;
    this.startUp = startUp;
  }

  /** Starts a server and waits until it answers. */
  static ServerRun start(Path root, StorePlace place) throws IOException, InterruptedException {
    Path log = Files.createTempFile(place.data(), "serve-", ".log");
    List<String> command =
        new ArrayList<>(List.of(root.resolve("plumbline").toString(), "serve", "--port", "0"));
    command.addAll(place.options());
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (true) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        Duration startUp = Duration.ofNanos(System.nanoTime() - start);
        return new ServerRun(process, Integer.parseInt(listens.group(1)), startUp);
      }
      if (!process.isAlive() || System.nanoTime() - start > START.toNanos()) {
        process.destroyForcibly();
        throw new IOException("the server did not start:\n" + Files.readString(log));
      }
      Thread.sleep(2);
    }
  }

  int port() {
    return port;
  }

  /** From the command to the first answer. */
  Duration startUp() {
    return startUp;
  }

  /** The memory that it takes now. */
  Memory memory() throws IOException {
    return Memory.of(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
