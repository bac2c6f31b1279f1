package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import io.plumbline.server.start.OpenStore;
import io.plumbline.server.start.ServerConfiguration;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where a command does its work: on the store itself, or on a running server. */
final class PlaceOptions {
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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file with the settings of the server.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "A running server, instead of the store.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file that holds a secret key for that server.")
  private Optional<Path> keyFile = Optional.empty();

  /** Does work on the running server where one is named, else on the store. */
  <T> T at(Console console, Function<ServerClient, T> remote, Function<Store, T> local) {
    if (server.isPresent()) {
      if (store.isPresent() || data.isPresent() || config.isPresent()) {
        throw Failure.wrongUse("say either --server, or where the store is");
      }
      return remote.apply(ServerClient.at(server.get(), keyFile));
    }
    if (keyFile.isPresent()) {
      throw Failure.wrongUse("--key-file is for --server");
    }
    try (Store open = open(console)) {
      return local.apply(open);
    }
  }

  private Store open(Console console) {
    Map<String, String> flags = new HashMap<>();
    data.ifPresent(it -> flags.put("data", it));
    store.ifPresent(it -> flags.put("store", it));
    storePasswordFile.ifPresent(it -> flags.put("store-password-file", it));
    Shell shell = console.shell();
    var result = ServerConfiguration.read(config, shell.environment(), flags, shell.clock());
    result.warnings().forEach(warning -> console.complain("plumbline: " + warning));
    var options = result.options();
    Optional<Path> file = OpenStore.file(options.store());
    if (file.filter(it -> !Files.exists(it)).isPresent()) {
      console.say("making a new store, " + file.get().toAbsolutePath());
    }
    return OpenStore.at(options.store(), options.storePasswordFile(), StoreMode.TOOL);
  }
}
