package io.plumbline.cli;

import io.plumbline.server.client.ServerClient;
import io.plumbline.server.start.ServerConfiguration;
import io.plumbline.store.open.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command does its work: on the store itself, or on a running server. */
final class PlaceOptions {
  @Mixin private final StoreOptions store = new StoreOptions();

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

  /** What becomes of a command whose store is a file that is not there. */
  enum Missing {
    MAKE,
    REFUSE
  }

  /** Does work on the running server where one is named, else on the store. */
  <T> T at(
      Console console,
      Missing missing,
      Function<ServerClient, T> remote,
      Function<StoreAddress, T> local) {
    if (server.isPresent()) {
      if (!store.flags().isEmpty() || config.isPresent()) {
        throw Failure.wrongUse("say either --server, or where the store is");
      }
      keyFile.ifPresent(console::complainOfReaders);
      return remote.apply(ServerClient.at(server.get(), keyFile));
    }
    if (keyFile.isPresent()) {
      throw Failure.wrongUse("--key-file is for --server");
    }
    return local.apply(address(console, missing));
  }

  private StoreAddress address(Console console, Missing missing) {
    Shell shell = console.shell();
    var result =
        ServerConfiguration.read(config, shell.environment(), store.flags(), shell.clock());
    result.warnings().forEach(warning -> console.complain("plumbline: " + warning));
    StoreAddress place = result.options().store();
    if (place instanceof StoreAddress.Sqlite sqlite && !Files.exists(sqlite.file())) {
      Path file = sqlite.file().toAbsolutePath().normalize();
      if (missing == Missing.REFUSE) {
        throw Failure.failed(
            "there is no store "
                + file
                + "; expected one that a server keeps: say where with --data or --store");
      }
      console.say("making a new store, " + file);
    }
    return place;
  }
}
