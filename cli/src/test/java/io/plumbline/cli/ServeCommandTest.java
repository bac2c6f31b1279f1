package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be served is said in one line, without a trace. */
class ServeCommandTest {
  @TempDir Path temp;

  private CliRun serve(Map<String, String> environment, String... options) {
    List<String> all =
        new ArrayList<>(List.of("serve", "--trial", "--data", temp.resolve("data").toString()));
    all.addAll(List.of(options));
    Map<String, String> plain = new HashMap<>(Map.of("PLUMBLINE_LOG_FORM", "plain"));
    plain.putAll(environment);
    return CliRun.of("", plain, all.toArray(String[]::new));
  }

  private static void assertEnds(CliRun run, ExitCode exit, String... words) {
    assertThat(run.err()).contains(words).doesNotContain("defect", "Exception", "\tat ");
    assertThat(run.exit()).isEqualTo(exit.number);
  }

  @ParameterizedTest
  @CsvSource({
    "--store, mysql://ana@db/x, there are no stores at mysql:",
    "--store, memory:x, there are no stores at memory:",
    "--store, postgresql://ana@db, as in postgresql://USER@HOST:5432/DATABASE",
    "--store, postgresql://ana:x@db/x, must not hold a password",
    "--store-password-file, /nowhere, the file /nowhere cannot be read",
    "--port, 65536, expected a number from 0 to 65535",
    "--bind, nowhere.invalid, there is no address nowhere.invalid",
    "--tls-key, /nowhere, tls needs both a certificate and a key",
    "--log-form, xml, 'expected one of json, plain'",
  })
  void setting_thatMakesNoSense_isWrongUse(String option, String value, String said) {
    assertEnds(serve(Map.of(), option, value), ExitCode.WRONG_USE, option + ": ", said);
  }

  @Test
  void variable_thatIsUnknown_isWrongUse() {
    assertEnds(
        serve(Map.of("PLUMBLINE_STOER", "x")),
        ExitCode.WRONG_USE,
        "PLUMBLINE_STOER: there is no such setting; did you mean PLUMBLINE_STORE?");
  }

  @Test
  void address_ofAnotherMachine_isWrongUse() {
    assertEnds(
        serve(Map.of(), "--bind", "192.0.2.1", "--port", "0"),
        ExitCode.WRONG_USE,
        "this machine has no address 192.0.2.1");
  }

  @Test
  void port_thatIsTaken_isAFailure_andTheStoreIsFreeAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertEnds(
          serve(Map.of(), "--port", port),
          ExitCode.FAILED,
          "plumbline: cannot listen at 127.0.0.1:" + port + ": another program does; expected");
    }
    assertThat(serve(Map.of(), "--port", "0").exit()).isZero();
  }

  @Test
  void folder_thatCannotBeMade_orWrittenTo_isAFailure() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");

    assertEnds(
        serve(Map.of(), "--store", file.resolve("a.db").toString()),
        ExitCode.FAILED,
        "the folder " + file + " cannot be made: there is a file of this name");
    assertEnds(
        serve(Map.of(), "--store", "/proc/a.db"), ExitCode.FAILED, "cannot write /proc/a.db");
  }

  @Test
  void database_thatDoesNotAnswer_isAFailure() {
    assertEnds(
        serve(Map.of(), "--store", "postgresql://ana@127.0.0.1:1/x"),
        ExitCode.FAILED,
        "cannot open PostgreSQL jdbc:postgresql://127.0.0.1:1/x as ana: ",
        "refused");
    assertEnds(
        serve(Map.of(), "--store", "postgresql://ana@nowhere.invalid/x"),
        ExitCode.FAILED,
        "there is no such host");
  }
}
