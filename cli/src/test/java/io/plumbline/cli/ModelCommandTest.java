package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
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

  @Test
  void publish_intoAStore_makesItLive_andUnchangedSaysSo() throws IOException {
    Path model = Files.writeString(folder.resolve("model.yaml"), MODEL);

    CliRun first = onStore("publish", model.toString(), "--note", "first");
    assertThat(first.err()).doesNotContain("defect");
    assertThat(first.out()).isEqualTo("tiny version 1 is live: 0 of 0 scores changed\n");
    assertThat(onStore("publish", model.toString()).out()).contains("nothing to publish");

    Files.writeString(model, MODEL.replace("20", "25"));
    CliRun impact = onStore("impact", model.toString());
    assertThat(impact.out()).startsWith("tiny: instead of version 1\n0 of 0 scores would change");
    assertThat(onStore("list").out()).contains("tiny   1        live").contains("first");
    assertThat(onStore("publish", model.toString()).out()).startsWith("tiny version 2 is live");
  }

  @Test
  void publish_withErrors_namesThemAndEndsWith3() throws IOException {
    Path model = Files.writeString(folder.resolve("m.yaml"), MODEL.replace("points", "pionts"));
    CliRun run = onStore("publish", model.toString());
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("did you mean points");

    Path slice = Files.writeString(folder.resolve("slice.yaml"), "country: {iss: RO}\n");
    Path good = Files.writeString(folder.resolve("model.yaml"), MODEL);
    CliRun sliced = onStore("publish", good.toString(), "--applies-to", slice.toString());
    assertThat(sliced.exit()).isEqualTo(3);
    assertThat(sliced.err()).contains("applies_to:1:11: error:");
  }

  @Test
  void serverThatDoesNotAnswer_isSaidPlainly() throws IOException {
    Path model = Files.writeString(folder.resolve("model.yaml"), MODEL);
    CliRun run = CliRun.of("model", "publish", model.toString(), "--server", "http://127.0.0.1:1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("is it running?");
  }

  private CliRun onStore(String command, String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "model";
    all[1] = command;
    System.arraycopy(args, 0, all, 2, args.length);
    all[args.length + 2] = "--store";
    all[args.length + 3] = folder.resolve("store.db").toString();
    return CliRun.of(all);
  }
}
