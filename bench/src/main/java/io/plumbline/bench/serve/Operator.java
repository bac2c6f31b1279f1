package io.plumbline.bench.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an operator does from the command line: keys for a store, and models for a server. */
final class Operator {
  private static final int SECRET_KEYS = 16;

  private final Path root;
  private final StorePlace place;
  private final List<String> secretKeys = new ArrayList<>();
  private String writeKey = "";

  private Operator(Path root, StorePlace place) {
    this.root = root;
    this.place = place;
  }

  /** Makes keys in a store that no server has open. */
  static Operator of(Path root, StorePlace place) throws IOException, InterruptedException {
    Operator operator = new Operator(root, place);
    operator.writeKey = operator.key("--write");
    for (int i = 0; i < SECRET_KEYS; i++) {
      operator.secretKeys.add(operator.key("--secret"));
    }
    return operator;
  }

  private String key(String kind) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("key", "create", kind));
    words.addAll(place.options());
    return run(words).strip();
  }

  Target target(ServerRun server) {
    return new Target(server.port(), writeKey, secretKeys);
  }

  private String run(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.resolve("plumbline").toString()));
    command.addAll(words);
    Path messages = place.data().resolve("operator.log");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(messages.toFile()))
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          String.join(" ", words)
              + " ended with "
              + process.exitValue()
              + ":\n"
              + Files.readString(messages));
    }
    return out;
  }
}
