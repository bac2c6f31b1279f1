package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "test",
        "score",
        "explain",
        "init",
        "demo",
        "serve",
        "user",
        "key",
        "model",
        "store",
        "completion"
      })
  void help_ofACommand_beginsWithExamples(String command) throws IOException {
    CliRun run = CliRun.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().indexOf("Examples:")).isBetween(1, run.out().indexOf("Usage:"));
    Golden.check("help-" + command, run.out());
  }

  @Test
  void help_ofAll_namesEveryCommand() throws IOException {
    Golden.check("help", CliRun.of("--help").out());
  }

  @Test
  void nothing_showsTheHelpAsWrongUse() {
    CliRun run = CliRun.of();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo(CliRun.of("--help").out());
  }

  @Test
  void help_asACommand_isTheSame() {
    assertThat(CliRun.of("help", "score")).isEqualTo(CliRun.of("score", "--help"));
    assertThat(CliRun.of("help")).isEqualTo(CliRun.of("--help"));
    assertThat(CliRun.of("help", "key", "create")).isEqualTo(CliRun.of("key", "create", "--help"));
    CliRun typo = CliRun.of("help", "key", "craete");
    assertThat(typo.exit()).isEqualTo(2);
    assertThat(typo.err()).contains("there is no command key craete; did you mean create?");
  }

  @Test
  void version_isOneLine() {
    CliRun run = CliRun.of("--version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("plumbline ").hasLineCount(1);
  }

  @Test
  void typos_areAnsweredWithASuggestion() {
    assertThat(CliRun.of("scroe").err()).contains("no command scroe; did you mean score?");
    assertThat(CliRun.of("chek", "x").err()).contains("no command chek; did you mean check?");
    assertThat(CliRun.of("check", "x", "--jsn").err()).contains("did you mean --json?");
    assertThat(CliRun.of("score", "-m", "x", "-l", "y", "--colums", "a=b").err())
        .contains("no option --colums; did you mean --columns?");
    assertThat(CliRun.of("init", "d", "-t", "b2b-sas").err()).contains("did you mean b2b-saas?");
    assertThat(CliRun.of("completion", "zhs").err()).contains("did you mean zsh?");
  }

  @Test
  void wrongUse_pointsToTheHelpOfTheCommand() {
    CliRun run = CliRun.of("score", "--model", "m");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            plumbline: missing required option: '--leads=FILE'
            Try 'plumbline score --help'.
            """);
  }

  @Test
  void color_always_coloursEvenAFile() {
    assertThat(CliRun.of("--help", "--color", "always").out()).contains("\u001b[");
    assertThat(CliRun.of("--color=always", "check", "--help").out()).contains("\u001b[");
    assertThat(CliRun.of("--help", "--color", "never").out()).doesNotContain("\u001b[");
    assertThat(CliRun.of("", Map.of("NO_COLOR", "1"), "--help").out()).doesNotContain("\u001b[");
  }

  @Test
  void color_unknown_isWrongUse() {
    assertThat(CliRun.of("check", "x", "--color", "blue").exit()).isEqualTo(2);
  }
}
