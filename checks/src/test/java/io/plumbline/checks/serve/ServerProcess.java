package io.plumbline.checks.serve;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server as a process of its own, started by the command line as a user does, which can be killed
 * and started again.
 */
final class ServerProcess implements AutoCloseable {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Pattern LISTENS = Pattern.compile("serves at (http\\S+)");
  private static final Duration START = Duration.ofSeconds(120);

  private final Setup setup;
  private final Path log;
  private final Process process;
  private final URI url;

  private ServerProcess(Setup setup, Path log, Process process, URI url) {
    this.setup = setup;
    this.log = log;
    this.process = process;
    this.url = url;
  }

  /**
   * How servers of a test are started.
   *
   * @param folder where everything of the test lies; the server's data in {@code data} in it
   * @param options further words for {@code plumbline serve}
   * @param jvm options for its virtual machine
   */
  record Setup(Path folder, List<String> options, List<String> jvm) {
    Setup {
      options = List.copyOf(options);
      jvm = List.copyOf(jvm);
    }

    static Setup in(Path folder) {
      return new Setup(folder, List.of(), List.of("-Xmx256m"));
    }

    Setup with(String... more) {
      return new Setup(folder, Stream.concat(options.stream(), Stream.of(more)).toList(), jvm);
    }

    Setup jvm(String... other) {
      return new Setup(folder, options, List.of(other));
    }

    Path data() {
      return folder.resolve("data");
    }

    /** The command line of Plumbline in these words, for a process. */
    List<String> command(String... words) {
      List<String> command = new ArrayList<>(List.of(JAVA));
      command.addAll(jvm);
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes()));
      command.add("io.plumbline.cli.Main");
      command.addAll(List.of(words));
      return command;
    }

    /** The program without any test's classes. */
    private static String classes() {
      String all =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      return Arrays.stream(all.split(File.pathSeparator))
          .filter(place -> !place.contains("test-classes") && !place.endsWith("-tests.jar"))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** How a process ended, and what it printed. */
  record Ended(int exit, String out, String err) {}

  /** Starts a server at a free port and waits until it says that it serves. */
  static ServerProcess start(Setup setup) throws IOException, InterruptedException {
    Path log = Files.createTempFile(setup.folder(), "serve-", ".log");
    Process process = launch(setup, log);
    long start = System.nanoTime();
    while (true) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        return new ServerProcess(setup, log, process, URI.create(listens.group(1)));
      }
      if (!process.isAlive() || System.nanoTime() - start > START.toNanos()) {
        process.destroyForcibly().waitFor();
        throw new IOException("the server did not start:\n" + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  /** Starts one that is expected to end by itself, and gives how it ended. */
  static Ended startAndFail(Setup setup) throws IOException, InterruptedException {
    Path log = Files.createTempFile(setup.folder(), "serve-", ".log");
    Process process = launch(setup, log);
    boolean ended = process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    if (!ended) {
      throw new IOException("the server did not end:\n" + Files.readString(log));
    }
    return new Ended(process.exitValue(), "", Files.readString(log));
  }

  private static Process launch(Setup setup, Path log) throws IOException {
    List<String> command = setup.command("serve", "--data", setup.data().toString(), "--port", "0");
    command.addAll(setup.options());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(setup.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // The receivers of the tests' webhooks are on this machine.
    builder.environment().put("PLUMBLINE_WEBHOOKS_PRIVATE_ADDRESSES", "true");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Runs another command of Plumbline and waits for its end. */
  static Ended run(Setup setup, String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(setup.folder(), "out-", ".txt");
    Path err = Files.createTempFile(setup.folder(), "err-", ".txt");
    Process process =
        new ProcessBuilder(setup.command(words))
            .directory(setup.folder().toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException(String.join(" ", words) + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Where it answers, as {@code http://127.0.0.1:8080}. */
  URI url() {
    return url;
  }

  int port() {
    return url.getPort();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it at once, without a chance to finish anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, as Ctrl-C does, and gives its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
    return process.exitValue();
  }

  /** The same server started again after it ended. */
  ServerProcess again() throws IOException, InterruptedException {
    return start(setup);
  }

  /** The memory that it takes of the machine now. */
  long residentBytes() throws IOException {
    Matcher pages =
        Pattern.compile("VmRSS:\\s+([0-9]+) kB")
            .matcher(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status")));
    if (!pages.find()) {
      throw new IOException("no VmRSS");
    }
    return Long.parseLong(pages.group(1)) * 1024;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
