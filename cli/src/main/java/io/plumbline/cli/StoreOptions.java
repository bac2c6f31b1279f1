package io.plumbline.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which store is meant. */
final class StoreOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the server keeps its data; default plumbline-data.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "ADDRESS",
      description = "The store: a file, or postgresql://USER@HOST/DATABASE; default in --data.")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--store-password-file",
      paramLabel = "FILE",
      description = "A file that holds the password of the store.")
  private Optional<String> storePasswordFile = Optional.empty();

  /** What was said, by name of setting. */
  Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    data.ifPresent(it -> flags.put("data", it));
    store.ifPresent(it -> flags.put("store", it));
    storePasswordFile.ifPresent(it -> flags.put("store-password-file", it));
    return flags;
  }
}
