package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are given to real shells; where a shell is not installed its test is skipped. */
class CompletionCommandTest {
  @TempDir Path temp;

  @Test
  void completion_bash_completesCommandsAndOptions() throws Exception {
    Path script = script("bash");
    String program =
        """
        source '%s'
        complete_line() {
          COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
          _complete_plumbline
          printf '%%s\\n' "${COMPREPLY[@]}"
        }
        complete_line plumbline sc
        complete_line plumbline score --rep
        """
            .formatted(script);

    assertThat(shell("bash", "--norc", "-c", program)).contains("score", "--report");
  }

  @Test
  void completion_fish_completesCommandsOptionsAndValues() throws Exception {
    Path script = script("fish");
    String program =
        "source '"
            + script
            + "'; complete -C 'plumbline sc'; complete -C 'plumbline score --rep';"
            + " complete -C 'plumbline completion '; complete -C 'plumbline score --format '";

    assertThat(shell("fish", "--no-config", "-c", program))
        .contains("score\tScore leads.", "--report", "\nzsh\n", "parquet");
  }

  @Test
  void completion_zsh_completesCommandsOptionsAndValues() throws Exception {
    Path script = script("zsh");
    // zsh completes at a prompt only: one is run on a pseudo terminal. What is typed before the
    // prompt stands is not completed, so each line waits for it; its name is spelt so that the echo
    // of what is typed is not taken for it.
    String program =
        """
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "autoload -U compinit; compinit -u -D; source '%s'; PS1=\\$'REA\\x44Y>'"
        zpty -r -m z out '*READY>*'
        for line in 'plumbline ex' 'plumbline score --rejec' 'plumbline completion ba'; do
          zpty -w -n z "$line"$'\\t'$'\\n'
          zpty -r -m z out '*READY>*'
          print -r -- $out
        done
        """
            .formatted(script);

    assertThat(shell("zsh", "-f", "-c", program))
        .contains("plumbline explain", "plumbline score --rejects", "plumbline completion bash");
  }

  @Test
  void completion_ofEveryShell_hasEveryCommand() {
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      assertThat(CliRun.of("completion", shell).out())
          .as(shell)
          .contains(
              "check", "test", "score", "explain", "init", "demo", "completion", "as-of", "bant");
    }
    assertThat(CliRun.of("completion", "powershell").exit()).isEqualTo(2);
    assertThat(CliRun.of("completion").exit()).isEqualTo(2);
  }

  private Path script(String shell) throws IOException {
    Path script = temp.resolve("_plumbline." + shell);
    return Files.writeString(script, CliRun.of("completion", shell).out());
  }

  private String shell(String... command) throws IOException, InterruptedException {
    boolean there =
        Files.exists(Path.of("/usr/bin", command[0])) || Files.exists(Path.of("/bin", command[0]));
    assumeTrue(there, command[0] + " is not installed");
    List<String> limited = new ArrayList<>(List.of("timeout", "60"));
    limited.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(limited).redirectErrorStream(true);
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("TERM", "dumb");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
