package io.plumbline.cli;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerConfiguration;
import io.plumbline.server.start.ServerLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    sortOptions = false,
    header = "Run the server: collects events, keeps scores right, answers over HTTP.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline serve                           on this machine only, data in plumbline-data",
      "  plumbline serve --port 9000 --data /srv/plumbline",
      "  plumbline serve --config plumbline.yaml",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline serve [--config FILE] [--data DIR] [--bind ADDRESS] [--port N]",
    description = {
      "",
      "Listens at 127.0.0.1:8080 unless told otherwise. The first start prints a link with which"
          + " the administrator is created. Ctrl-C finishes what was accepted, then stops.",
      ""
    },
    optionListHeading = "%nOptions:%n")
final class ServeCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file with settings; flags and PLUMBLINE_... variables count more.")
  private Optional<Path> config = Optional.empty();

  @Mixin private final StoreOptions place = new StoreOptions();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The address to listen at; default 127.0.0.1, this machine only.")
  private Optional<String> bind = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen at; default 8080, 0 for any that is free.")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--hosts",
      paramLabel = "NAME,...",
      description = "Names under which browsers may reach it, besides its own address.")
  private Optional<String> hosts = Optional.empty();

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "A certificate with its chain, as PEM; connections are encrypted then.")
  private Optional<String> tlsCertificate = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, as PEM.")
  private Optional<String> tlsKey = Optional.empty();

  @Option(
      names = "--log-form",
      paramLabel = "FORM",
      description =
          "The log: plain, or json with an object a line; by default plain on a terminal.")
  private Optional<String> logForm = Optional.empty();

  @Option(names = "--trial", hidden = true, description = "Stop as soon as it answers.")
  private boolean trial;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shell shell = console.shell();
    var configured = ServerConfiguration.read(config, shell.environment(), flags(), shell.clock());
    ServerLog.Form usual = shell.errIsTerminal() ? ServerLog.Form.PLAIN : ServerLog.Form.JSON;
    ServerLog.Form form = configured.logForm().orElse(usual);
    LogBinding.server();
    boolean logs = ServerLog.to(shell.err(), form, configured.logLevel());
    if (logs && form == ServerLog.Form.JSON) {
      console.leaveStandardErrorTo(ServerLog::fail);
      configured.warnings().forEach(ServerLog::warn);
    } else {
      configured.warnings().forEach(warning -> console.complain("plumbline: " + warning));
    }
    PlumblineServer server = PlumblineServer.start(configured.options());
    if (trial) {
      server.warmUp();
      server.close();
      return ExitCode.DONE.number;
    }
    closeWhenStopped(server);
    console.say("Plumbline serves at " + server.url() + " (Ctrl-C stops it)");
    console.say("Data lie in " + server.describeStore());
    Optional<URI> link = server.invite();
    link.ifPresent(
        it -> console.tell("Create the administrator, with this link that works once:\n  " + it));
    new CountDownLatch(1).await();
    return ExitCode.DONE.number;
  }

  private Map<String, String> flags() {
    Map<String, String> flags = place.flags();
    bind.ifPresent(it -> flags.put("bind", it));
    port.ifPresent(it -> flags.put("port", it));
    hosts.ifPresent(it -> flags.put("hosts", it));
    tlsCertificate.ifPresent(it -> flags.put("tls-certificate", it));
    tlsKey.ifPresent(it -> flags.put("tls-key", it));
    logForm.ifPresent(it -> flags.put("log-form", it));
    return flags;
  }

  /** Being told to stop is not a failure, so the process ends as one that is done. */
  private static void closeWhenStopped(PlumblineServer server) {
    Thread stop =
        new Thread(
            () -> {
              server.close();
              Runtime.getRuntime().halt(ExitCode.DONE.number);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
  }
}
