package io.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A tiny model with four leads and eight events, in a folder of its own. */
record Tiny(Path folder) {
  private static final Path SOURCE = Path.of("src/test/resources/io/plumbline/cli/tiny");

  static Tiny in(Path folder) throws IOException {
    for (String file : List.of("model.yaml", "cases.yaml", "leads.csv", "events.csv")) {
      Files.copy(SOURCE.resolve(file), folder.resolve(file));
    }
    return new Tiny(folder);
  }

  String path(String file) {
    return folder.resolve(file).toString();
  }

  String model() {
    return folder.toString();
  }

  String leads() {
    return path("leads.csv");
  }

  String events() {
    return path("events.csv");
  }

  /** Writes a file and gives its name. */
  String write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
    return path(file);
  }

  /** The names of all files of the folder. */
  List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
