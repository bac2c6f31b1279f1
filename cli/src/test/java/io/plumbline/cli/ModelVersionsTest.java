package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.client.ServerClient;
import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code model} does with versions, on a running server and on a store without one. */
class ModelVersionsTest {
  private static final String MODEL =
      """
      plumbline: 1
      model: tiny
      scores:
        fit:
          groups:
            all:
              rules:
                - {id: buyer, if: {role: buyer}, points: 20}
      """;

  /** Where the commands do their work. */
  enum Place {
    SERVER,
    STORE
  }

  @TempDir private Path folder;
  private PlumblineServer server;
  private Path key;
  private Path model;
  private List<String> place = List.of();

  @BeforeEach
  void start() throws Exception {
    model = Files.writeString(folder.resolve("model.yaml"), MODEL);
    key = Files.writeString(folder.resolve("ops.key"), key("--secret"));
    String write = key("--write").strip();
    server =
        PlumblineServer.start(
            ServerOptions.in(folder.resolve("data"), InstantSource.fixed(CliRun.NOW)).withPort(0));
    ServerClient site = ServerClient.at(server.url().toString(), Optional.empty());
    for (String role : List.of("buyer", "guest")) {
      Map<String, Object> said =
          Map.of("type", "identify", "userId", role, "traits", Map.of("role", role));
      site.post("/v1/batch", Map.of("writeKey", write, "batch", List.of(said)));
    }
  }

  private String key(String kind) {
    CliRun run = CliRun.of("key", "create", kind, "--data", folder.resolve("data").toString());
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** From now on commands work there, where version 1 is live. */
  private void at(Place where) {
    if (where == Place.STORE) {
      server.close();
      place = List.of("--data", folder.resolve("data").toString());
    } else {
      place = List.of("--server", server.url().toString(), "--key-file", key.toString());
    }
    assertThat(done("publish", model.toString(), "--note", "the first"))
        .isEqualTo("tiny version 1 is live: 2 of 2 scores changed\n");
  }

  private CliRun run(String... words) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(words));
    all.addAll(place);
    return CliRun.of(all.toArray(String[]::new));
  }

  private String done(String... words) {
    CliRun run = run(words);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  private String write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String next() throws Exception {
    return write("next.yaml", MODEL.replace("20}", "25}"));
  }

  /** The versions and what they are, the latest first. */
  private List<String> statuses() {
    return done("versions", "tiny")
        .lines()
        .skip(1)
        .map(line -> line.replaceAll("^([0-9]+) +([a-z]+).*", "$1 $2"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void rollback_goesBackToWhatWasLive_andNoFurther(Place where) throws Exception {
    at(where);
    done("publish", next());
    assertThat(statuses()).containsExactly("2 live", "1 past");

    assertThat(done("rollback", "tiny"))
        .isEqualTo("tiny version 1 is live again: 1 of 2 scores changed\n");

    assertThat(statuses()).containsExactly("2 past", "1 live");
    CliRun further = run("rollback", "tiny");
    assertThat(further.exit()).isEqualTo(1);
    assertThat(further.err())
        .containsIgnoringCase("no version of the model tiny was live before version 1");
    assertThat(done("rollback", "tiny", "--to", "2", "--json"))
        .contains("\"kind\":\"rollback\",\"state\":\"done\",\"model\":\"tiny\",\"version\":2");
    assertThat(statuses()).containsExactly("2 live", "1 past");
  }

  @ParameterizedTest
  @EnumSource
  void versions_haveNumberStatusTimeAuthorAndNote(Place where) {
    at(where);

    assertThat(done("versions", "tiny"))
        .matches(
            "version  status  published             author +note\n"
                + "1        live    2026-06-01T12:00:00Z  (key|cli):.+  the first\n");
    assertThat(done("versions", "tiny", "--json"))
        .startsWith("{\"model\":\"tiny\",\"version\":1,\"status\":\"live\"")
        .hasLineCount(1);
    assertThat(run("versions", "huge").err()).containsIgnoringCase("there is no model huge");
  }

  @ParameterizedTest
  @EnumSource
  void diff_showsRulesAndLines(Place where) throws Exception {
    at(where);
    done("publish", next());

    assertThat(done("diff", "tiny", "1", "2"))
        .startsWith(
            """
            rule   score  change   before  after  differs in
            buyer  fit    changed  20      25     points

            --- tiny version 1
            +++ tiny version 2
            """)
        .contains("\n-          - {id: buyer", "\n+          - {id: buyer");
    assertThat(done("diff", "tiny", "2", "2")).isEqualTo("they say exactly the same\n");
    assertThat(done("diff", "tiny", "1", "2", "--json"))
        .startsWith("{\"from\":1,\"to\":2,")
        .contains("\"points_before\":\"20\"");
    assertThat(run("diff", "tiny", "1", "9").err()).containsIgnoringCase("there is no version 9");
  }

  @ParameterizedTest
  @EnumSource
  void shadow_scoresUntilItIsStopped(Place where) throws Exception {
    at(where);
    assertThat(done("shadow", next()))
        .isEqualTo("tiny version 2 is a shadow: 2 scored, no effect\n");
    assertThat(statuses()).containsExactly("2 shadow", "1 live");

    assertThat(done("stop", "tiny", "2"))
        .isEqualTo("tiny version 2 is no shadow any more but a draft\n");
    assertThat(statuses()).containsExactly("2 draft", "1 live");
    CliRun same = run("shadow", model.toString());
    assertThat(same.exit()).isEqualTo(1);
    assertThat(same.err()).contains("version 1 is live and says exactly this");
  }

  @ParameterizedTest
  @EnumSource
  void draft_thatIsThere_isPutToUseByItsNumber(Place where) throws Exception {
    at(where);
    String slice = write("slice.yaml", "role: buyer\n");
    done("shadow", next());
    done("stop", "tiny", "2");

    assertThat(done("shadow", "tiny", "2")).startsWith("tiny version 2 is a shadow");
    done("stop", "tiny", "2");
    assertThat(done("publish", "tiny", "2"))
        .isEqualTo("tiny version 2 is live: 1 of 2 scores changed\n");

    assertThat(statuses()).containsExactly("2 live", "1 past");
    done("shadow", model.toString());
    done("stop", "tiny", "3");
    assertThat(done("pilot", "tiny", "3", "--slice", slice, "--until", "2026-07-01"))
        .startsWith("tiny version 3 is a pilot until");
    assertThat(statuses()).containsExactly("3 pilot", "2 live", "1 past");
  }

  @ParameterizedTest
  @EnumSource
  void draft_thatIsThereAndCannotBePutToUse_staysADraft(Place where) throws Exception {
    at(where);
    String slice = write("slice.yaml", "role: buyer\n");
    done("shadow", next());
    done("stop", "tiny", "2");

    CliRun past = run("pilot", "tiny", "2", "--slice", slice, "--until", "2026-05-01");

    assertThat(past.exit()).isEqualTo(1);
    assertThat(past.err()).containsIgnoringCase("a pilot ends at an instant to come");
    assertThat(statuses()).containsExactly("2 draft", "1 live");
    assertThat(run("publish", "tiny", "9").err()).containsIgnoringCase("there is no version 9");
    CliRun noted = run("publish", "tiny", "2", "--note", "mine");
    assertThat(noted.exit()).isEqualTo(2);
    assertThat(noted.err()).contains("--note and --applies-to are of a new version");
    assertThat(run("publish", model.toString(), "2").err()).contains("is not the id of a model");
    assertThat(statuses()).containsExactly("2 draft", "1 live");
  }

  @ParameterizedTest
  @EnumSource
  void note_withLinesAndWhatMovesTheCursor_isOneLineOfTheTable(Place where) throws Exception {
    at(where);
    done("publish", next(), "--note", "more\nfor \u001b[2Jbuyers\n");

    assertThat(done("versions", "tiny"))
        .hasLineCount(3)
        .contains("more for  [2Jbuyers\n")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource
  void publish_fromAPipe_readsItOnce(Place where) throws Exception {
    at(where);
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path next = Path.of(next());
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream into = Files.newOutputStream(pipe)) {
                Files.copy(next, into);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.setDaemon(true);
    writer.start();

    assertThat(done("publish", pipe.toString())).startsWith("tiny version 2 is live");
  }

  @ParameterizedTest
  @EnumSource
  void pilot_takesTheLiveVersionsPlaceForItsSlice(Place where) throws Exception {
    at(where);
    String slice = write("slice.yaml", "role: buyer\n");

    assertThat(done("pilot", next(), "--slice", slice, "--until", "2026-07-01"))
        .isEqualTo(
            "tiny version 2 is a pilot until the end of 2026-07-01: 1 of 2 scores changed\n");
    assertThat(done("versions", "tiny", "--json"))
        .contains("\"pilot_slice\":\"role: buyer\\n\",\"pilot_until\":\"2026-07-02T00:00:00Z\"");
    assertThat(done("stop", "tiny", "2"))
        .isEqualTo("tiny version 2 is no pilot any more: 1 of 2 scores changed\n");
    assertThat(statuses()).containsExactly("2 abandoned", "1 live");
  }

  @ParameterizedTest
  @EnumSource
  void draft_thatCannotBePutToUse_isGivenUp(Place where) throws Exception {
    at(where);
    String slice = write("slice.yaml", "role: buyer\n");

    CliRun past = run("pilot", next(), "--slice", slice, "--until", "2026-05-01");

    assertThat(past.exit()).isEqualTo(1);
    assertThat(past.err()).containsIgnoringCase("a pilot ends at an instant to come");
    assertThat(statuses()).containsExactly("2 abandoned", "1 live");
  }

  @ParameterizedTest
  @EnumSource
  void slice_withAMistake_isFoundBeforeAVersionIsAdded(Place where) throws Exception {
    at(where);
    String wrong = write("wrong.yaml", "role: {iss: buyer}\n");

    CliRun flawed = run("pilot", next(), "--slice", wrong, "--until", "2026-07-01");

    assertThat(flawed.exit()).isEqualTo(3);
    assertThat(flawed.err()).contains("wrong.yaml:1:8: error:", "wrong.yaml has 1 error");
    assertThat(statuses()).containsExactly("1 live");
  }

  @ParameterizedTest
  @EnumSource
  void stop_ofTheLiveVersion_endsTheModel(Place where) {
    at(where);

    assertThat(done("stop", "tiny", "1"))
        .isEqualTo(
            "tiny version 1 is live no more: nobody is scored by this model;"
                + " 'plumbline model rollback tiny' makes it live again\n");
    assertThat(statuses()).containsExactly("1 past");
    assertThat(run("stop", "tiny", "1").err()).contains("nothing to stop");

    assertThat(done("rollback", "tiny"))
        .isEqualTo("tiny version 1 is live again: 2 of 2 scores changed\n");
    assertThat(run("rollback", "other").err()).containsIgnoringCase("there is no model other");
  }

  @ParameterizedTest
  @EnumSource
  void wrongUse_isFoundBeforeAnythingIsDone(Place where) throws Exception {
    at(where);
    CliRun until = run("pilot", next(), "--slice", next(), "--until", "soon");
    assertThat(until.exit()).isEqualTo(2);
    assertThat(until.err()).contains("--until is soon; expected the last day");

    CliRun id = run("rollback", model.toString());
    assertThat(id.exit()).isEqualTo(2);
    assertThat(id.err()).contains("is not the id of a model", "'plumbline model list'");
    assertThat(statuses()).containsExactly("1 live");
  }
}
