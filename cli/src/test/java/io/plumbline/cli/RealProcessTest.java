package io.plumbline.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Promises that only a process of its own can keep. */
class RealProcessTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir Path temp;
  private Tiny tiny = new Tiny(Path.of(""));

  @BeforeEach
  void copy() throws IOException {
    tiny = Tiny.in(temp);
  }

  /** What a process printed, and how it ended. */
  private record Ended(int exit, String out, String err) {}

  static List<String> plumbline(String... args) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m", "-cp", classes));
    if (Runtime.version().feature() >= 24) {
      // As the launcher and the program's manifest have it: else the JVM's warnings stand in a log.
      command.add(1, "--enable-native-access=ALL-UNNAMED");
      command.add(1, "--sun-misc-unsafe-memory-access=allow");
    }
    command.add("io.plumbline.cli.Main");
    command.addAll(List.of(args));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(temp.resolve("stdout").toFile())
        .redirectError(temp.resolve("stderr").toFile())
        .start();
  }

  private Ended end(Process process) throws IOException, InterruptedException {
    boolean inTime = process.waitFor(120, TimeUnit.SECONDS);
    assertThat(inTime).as("the process ends").isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(temp.resolve("stdout")),
        Files.readString(temp.resolve("stderr")));
  }

  private Ended run(String... args) throws IOException, InterruptedException {
    Process process = start(plumbline(args));
    process.getOutputStream().close();
    return end(process);
  }

  /** Runs a line of shell in which {@code $PLUMBLINE} is the program. */
  private Ended shell(String line) throws IOException, InterruptedException {
    String program =
        plumbline().stream()
            .map(w -> "'" + w + "'")
            .collect(Collectors.joining(" ", "", " \"$@\""));
    Process process =
        start(
            List.of("bash", "-c", "plumbline() { " + program + "; }; cd '" + temp + "'; " + line));
    process.getOutputStream().close();
    return end(process);
  }

  @Test
  void exitCodes_areThoseOfTheTable() throws Exception {
    String bad = tiny.write("bad.yaml", "plumbline: 1\n");

    assertThat(run("test", tiny.model()).exit()).isZero();
    assertThat(run("check", tiny.path("nothing")).exit()).isEqualTo(1);
    assertThat(run("scroe").exit()).isEqualTo(2);
    assertThat(run("check", bad).exit()).isEqualTo(3);
    assertThat(
            run("score", "-m", tiny.model(), "-l", tiny.leads(), "-e", tiny.events(), "--strict")
                .exit())
        .isEqualTo(4);
  }

  @Test
  void data_andMessages_goTheirOwnWays() throws Exception {
    Ended ended = run("score", "-m", tiny.model(), "-l", tiny.leads(), "-e", tiny.events());

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).startsWith("lead_id,total,").hasLineCount(5);
    assertThat(ended.err()).startsWith("4 leads scored as of ").doesNotContain("\u001b", "\r");
  }

  @Test
  void serve_withALogOfJson_writesNothingElseToStandardError_andPeopleReadTheOther()
      throws Exception {
    String data = temp.resolve("data").toString();
    Process server =
        new ProcessBuilder(plumbline("serve", "--port", "0", "--data", data, "--log-form", "json"))
            .redirectError(temp.resolve("stderr").toFile())
            .start();
    try (BufferedReader people = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(people.readLine()).startsWith("Plumbline serves at http://127.0.0.1:");
      assertThat(people.readLine()).startsWith("Data lie in ");
      assertThat(people.readLine()).endsWith("this link that works once:");
      assertThat(people.readLine()).contains("/first?token=");
    } finally {
      server.destroy();
      server.waitFor();
    }
    assertThat(logged()).isNotEmpty().noneMatch(it -> it.contains("token="));
  }

  @Test
  void serve_withALogOfJson_saysThereWhyItCannot() throws Exception {
    String store = temp.resolve("nofolder").toString();
    Files.writeString(temp.resolve("nofolder"), "x");

    Ended ended = run("serve", "--log-form", "json", "--data", store);

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(logged()).singleElement().asString().contains("there is a file of this name");
  }

  /** The messages of the log, each of which is an object with an instant. */
  private List<String> logged() throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : Files.readAllLines(temp.resolve("stderr"))) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      assertThat(entry.get("timestamp").asString()).endsWith("Z").satisfies(Instant::parse);
      messages.add(entry.get("formattedMessage").asString());
    }
    return messages;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signal_leavesNoPartialFile(String signal, int exit) throws Exception {
    assumeFalse(signal.equals("INT") && isInterruptIgnored(), "a shell's job in the background");
    Path results = Files.createDirectory(temp.resolve("results"));
    try (WatchService watch = temp.getFileSystem().newWatchService()) {
      results.register(watch, ENTRY_CREATE);
      String out = results.resolve("scores.csv").toString();
      Process process = start(plumbline("score", "-m", tiny.model(), "-l", "-", "-o", out));
      OutputStream input = process.getOutputStream();
      input.write("lead_id\n1\n2\n".getBytes(StandardCharsets.UTF_8));
      input.flush();
      // The draft is there, and the process waits for more leads.
      assertThat(watch.poll(60, TimeUnit.SECONDS)).as("a draft is begun").isNotNull();
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();

      Ended ended = end(process);
      assertThat(ended.exit()).isEqualTo(exit);
      assertThat(results).isEmptyDirectory();
      assertThat(ended.err()).doesNotContain("\tat ");
    }
  }

  /** Shells start jobs in the background so, and whatever these start inherits it. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(ignored -> ignored.testBit(1));
  }

  @Test
  void reader_thatStopsReading_isNoFailure() throws Exception {
    tiny.write(
        "many.csv",
        IntStream.range(0, 50_000)
            .mapToObj(i -> i + "\n")
            .collect(Collectors.joining("", "lead_id\n", "")));
    Ended ended = shell("plumbline score -q -m . -l many.csv | head -n 1; echo ${PIPESTATUS[0]}");

    assertThat(ended.out()).startsWith("lead_id,").endsWith("\n0\n").hasLineCount(2);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void fullDisk_behindStandardOutput_isAFailure() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    for (String command :
        List.of("score -q -m . -l leads.csv", "test .", "init --list", "completion fish")) {
      Ended ended = shell("plumbline " + command + " > /dev/full");

      assertThat(ended.exit()).as(command).isEqualTo(1);
      assertThat(ended.err())
          .as(command)
          .contains("plumbline: cannot write standard output: no space left on the disk");
    }
  }

  @Test
  void standardInput_andOutput_arePipes() throws Exception {
    Ended ended = shell("cat leads.csv | plumbline score -m . -l - -e events.csv -o - | wc -l");

    assertThat(ended.out().strip()).isEqualTo("5");
  }

  @Test
  void noColor_onATerminal_isRespected() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/script")), "script(1) is not installed");
    String line = "export -f plumbline; script -qec 'plumbline --help' /dev/null";

    assertThat(shell("unset NO_COLOR; export TERM=xterm SHELL=/bin/bash; " + line).out())
        .contains("\u001b[");
    assertThat(shell("export NO_COLOR=1 TERM=xterm SHELL=/bin/bash; " + line).out())
        .contains("Usage: ")
        .doesNotContain("\u001b[");
  }
}
