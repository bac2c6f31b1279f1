package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model} on a running server. */
class ModelsOnAServerTest {
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

  @TempDir private Path folder;
  private PlumblineServer server;
  private Path key;
  private Path model;

  @BeforeEach
  void start() throws Exception {
    model = Files.writeString(folder.resolve("model.yaml"), MODEL);
    key = key("ops.key", "--secret");
    server =
        PlumblineServer.start(
            ServerOptions.in(folder.resolve("data"), InstantSource.fixed(CliRun.NOW)).withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path key(String name, String... kind) throws IOException {
    List<String> words = new ArrayList<>(List.of("key", "create"));
    words.addAll(List.of(kind));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    CliRun run = CliRun.of(words.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return Files.writeString(folder.resolve(name), run.out());
  }

  private CliRun there(String... words) {
    return at(server.url().toString(), key, words);
  }

  private static CliRun at(String url, Path keyFile, String... words) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(words));
    all.addAll(List.of("--server", url, "--key-file", keyFile.toString()));
    return CliRun.of(all.toArray(String[]::new));
  }

  @Test
  void publish_makesItLive_andUnchangedSaysSo() throws IOException {
    CliRun first = there("publish", model.toString(), "--note", "the first");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo("tiny version 1 is live: 0 of 0 scores changed\n");
    assertThat(there("publish", model.toString()).out())
        .isEqualTo("tiny version 1 is live and says exactly this: nothing to publish\n");

    Files.writeString(model, MODEL.replace("20}", "25}"));
    Path slice = Files.writeString(folder.resolve("slice.yaml"), "country: RO\n");
    CliRun second =
        there("publish", model.toString(), "--alerts", "--applies-to", slice.toString());
    assertThat(second.out()).as(second.err()).startsWith("tiny version 2 is live");
  }

  @Test
  void list_hasWhatTheStoreHas_asATableOrAsJson() {
    there("publish", model.toString(), "--note", "the first");

    assertThat(there("list").out()).contains("tiny   1        live", "the first", "key:secret 1");
    CliRun json = there("list", "--json");
    assertThat(json.out()).contains("\"model\":\"tiny\",\"version\":\"1\",\"status\":\"live\"");
    server.close();
    CliRun stored =
        CliRun.of("model", "list", "--json", "--data", folder.resolve("data").toString());
    assertThat(stored.out()).isEqualTo(json.out());
  }

  @Test
  void impact_saysWhatWouldChange_andLeavesNothingBehind() throws IOException {
    there("publish", model.toString());
    Files.writeString(model, MODEL.replace("20}", "25}"));

    CliRun impact = there("impact", model.toString());
    assertThat(impact.out())
        .as(impact.err())
        .startsWith("tiny: instead of version 1\n0 of 0 scores would change");
    assertThat(there("impact", model.toString(), "--json").out())
        .startsWith("{\"model\":\"tiny\"")
        .contains("\"from\":1");
    assertThat(there("list").out()).contains("tiny   1        live").doesNotContain("draft");
    Files.writeString(model, MODEL);
    assertThat(there("impact", model.toString()).out())
        .isEqualTo("tiny version 1 is live and says exactly this: nothing would change\n");
    Files.writeString(model, MODEL.replace("20}", "25}"));
    assertThat(there("publish", model.toString()).out()).startsWith("tiny version 2 is live");
  }

  @Test
  void model_withErrors_endsWith3_whereverTheyAreFound() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), MODEL.replace("points", "pionts"));
    assertThat(there("publish", bad.toString()).exit()).isEqualTo(3);

    Path slice = Files.writeString(folder.resolve("slice.yaml"), "country: {iss: RO}\n");
    CliRun sliced = there("publish", model.toString(), "--applies-to", slice.toString());
    assertThat(sliced.err()).contains("applies_to:1:11:").doesNotContain("defect");
    assertThat(sliced.exit()).isEqualTo(3);
    assertThat(there("list").out()).isEmpty();
  }

  @Test
  void key_thatMayNot_isRefused_andSaidPlainly() throws IOException {
    String url = server.url().toString();
    Path wrong = Files.writeString(folder.resolve("wrong.key"), "pls_" + "x".repeat(33));
    CliRun unknown = at(url, wrong, "publish", model.toString());
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("refused (401)").doesNotContain("xxxx");

    Path reader = key("reader.key", "--secret", "--scope", "models:read");
    assertThat(at(url, reader, "list").exit()).isZero();
    assertThat(at(url, reader, "publish", model.toString()).err()).contains("refused (403)");
    Path writer = key("writer.key", "--write");
    assertThat(at(url, writer, "list").err()).contains("refused (40");
    assertThat(CliRun.of("model", "list", "--server", url).err())
        .contains("refused (401)", "--key-file");
    assertThat(at(url, folder.resolve("none.key"), "list").err()).contains("cannot be read");
  }

  @Test
  void server_thatIsAway_orNone_isSaidPlainly() {
    String url = server.url().toString();
    server.close();

    for (String command : List.of("publish", "impact")) {
      CliRun run = at(url, key, command, model.toString());
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).contains("no server answers at " + url, "is it running?");
    }
    assertThat(at("127.0.0.1:8080", key, "list").err()).contains("not the address of a server");
    assertThat(at(url + "/elsewhere", key, "list").exit()).isEqualTo(1);
  }
}
