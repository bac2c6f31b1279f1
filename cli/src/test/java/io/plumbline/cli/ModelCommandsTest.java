package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, {@code test} and {@code init}. */
class ModelCommandsTest {
  @TempDir Path temp;
  private Tiny tiny = new Tiny(Path.of(""));

  @BeforeEach
  void copy() throws IOException {
    tiny = Tiny.in(temp);
  }

  @Test
  void check_goodModel_isSilentOnStandardOutput() {
    CliRun run = CliRun.of("check", tiny.model());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("no errors, no warnings\n");
  }

  @Test
  void check_modelsWithErrors_showsAllOfThem() throws IOException {
    String bad =
        tiny.write(
            "bad.yaml",
            Files.readString(temp.resolve("model.yaml"))
                .replace("points: 20", "ponts: 20")
                .replace("at_least: 50", "at_least: many"));
    CliRun run = CliRun.of("check", tiny.model(), bad);

    assertThat(run.exit()).isEqualTo(3);
    Golden.check("check-errors", run.shown(temp));
  }

  @Test
  void check_whatIsSaidInVain_isAWarningOnly() throws IOException {
    String model = Files.readString(temp.resolve("model.yaml"));
    String vain = tiny.write("vain.yaml", model.replace("at_least: 50}", "at_least: 150}"));
    CliRun run = CliRun.of("check", vain);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("vain.yaml:27:", ": warning: ");
    assertThat(run.err()).isEqualTo("0 errors, 1 warning\n");
    assertThat(CliRun.of("check", "--json", vain).out()).contains("\"severity\":\"warning\"");
  }

  @Test
  void check_json_isOneArray() throws IOException {
    String bad = tiny.write("bad.yaml", "plumbline: 1\nmodel: BAD\n");
    CliRun run = CliRun.of("check", "--json", bad, bad);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).startsWith("[{").endsWith("}]\n").contains("\"line\":2");
    assertThat(CliRun.of("check", "--json", tiny.model()).out()).isEqualTo("[]\n");
  }

  @Test
  void check_missingFile_fails() {
    CliRun run = CliRun.of("check", tiny.path("nothing.yaml"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.shown(temp)).contains("plumbline: nothing.yaml: there is no such file\n");
  }

  @Test
  void test_promisesKept_saysSo() throws IOException {
    CliRun run = CliRun.of("test", tiny.model());

    assertThat(run.exit()).isZero();
    assertThat(run.shown(temp)).startsWith("cases.yaml: 1 case, all as promised\n");
  }

  @Test
  void test_promisesBroken_showsWhatCameOut() throws IOException {
    String cases = Files.readString(temp.resolve("cases.yaml"));
    tiny.write("cases.yaml", cases.replace("total: 62.5", "total: 60").replace("hot}", "warm}"));
    CliRun run = CliRun.of("test", tiny.model());

    assertThat(run.exit()).isEqualTo(1);
    Golden.check("test-failed", run.shown(temp));
  }

  @Test
  void test_modelWithErrors_isExitCode3() throws IOException {
    tiny.write("model.yaml", "plumbline: 2\n");

    assertThat(CliRun.of("test", tiny.model()).exit()).isEqualTo(3);
  }

  @Test
  void test_withoutCases_fails() throws IOException {
    Files.delete(temp.resolve("cases.yaml"));
    CliRun run = CliRun.of("test", tiny.model());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("cases.yaml: there are no cases to run");
  }

  @Test
  void init_everyTemplate_givesAModelWhoseCasesPass() {
    String list = CliRun.of("init", "--list").out();

    assertThat(list).contains("b2b-saas", "bant", "weighted-60-40");
    for (String line : list.lines().toList()) {
      String name = line.strip().split(" ")[0];
      String folder = tiny.path(name);
      assertThat(CliRun.of("init", folder, "--template", name).exit()).as(name).isZero();
      assertThat(CliRun.of("check", folder).exit()).as(name).isZero();
      assertThat(CliRun.of("test", folder).exit()).as(name).isZero();
    }
  }

  @Test
  void init_secondTime_overwritesNothing() throws IOException {
    String folder = tiny.path("mine");
    CliRun.of("init", folder, "--template", "bant");
    Files.writeString(Path.of(folder, "model.yaml"), "mine");
    CliRun run = CliRun.of("init", folder, "--template", "bant");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("already; nothing was written");
    assertThat(Path.of(folder, "model.yaml")).hasContent("mine");
  }

  @Test
  void init_wrongTemplate_listsThemAll() throws IOException {
    CliRun run = CliRun.of("init", tiny.path("new"), "--template", "b2b");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean b2b-saas?", "\n  real-estate ");
    assertThat(temp.resolve("new")).doesNotExist();
  }

  @Test
  void init_ontoAFile_fails() {
    CliRun run = CliRun.of("init", tiny.leads(), "--template", "bant");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("is a file, not a folder");
  }
}
