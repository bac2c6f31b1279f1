package io.plumbline.cli;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerLog;
import io.plumbline.server.start.ServerOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
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
      names = "--data",
      paramLabel = "DIR",
      description = "Where the server keeps its data; default plumbline-data.")
  private Path data = ServerOptions.DEFAULT_DATA;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen at; default 8080, 0 for any that is free.")
  private int port = ServerOptions.DEFAULT_PORT;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    LogBinding.server();
    ServerLog.to(console.shell().err(), ServerLog.Form.PLAIN, "INFO");
    PlumblineServer server =
        PlumblineServer.start(ServerOptions.in(data, console.shell().clock()).atPort(port));
    console.complain("Plumbline serves at " + server.url() + "  (Ctrl-C stops it)");
    closeWhenStopped(server);
    server
        .invite()
        .ifPresent(link -> console.complain("Create the administrator (works once): " + link));
    new CountDownLatch(1).await();
    return ExitCode.DONE.number;
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
