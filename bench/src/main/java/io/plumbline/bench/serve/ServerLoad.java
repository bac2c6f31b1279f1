package io.plumbline.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One load against a server that runs already. */
public final class ServerLoad {
  private static final String USAGE =
      """
      usage: ServerLoad PORT KEYS collect SECONDS [RATE] [CONNECTIONS] [LEADS] [SEED]
             ServerLoad PORT KEYS live SECONDS [RATE] [CONNECTIONS] [PROBE_EVERY] [SEED]
             ServerLoad PORT KEYS read MODEL LEADS
      KEYS is a file: a write key, then a line each for secret keys that may read leads.\
      """;

  private ServerLoad() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    var keys = Files.readAllLines(Path.of(args[1]));
    Target target =
        new Target(Integer.parseInt(args[0]), keys.get(0), keys.subList(1, keys.size()));
    switch (args[2]) {
      case "collect" -> System.out.println(CollectLoad.run(target, collect(args)));
      case "live" -> System.out.println(LiveLoad.run(target, live(args)));
      case "read" -> read(target, args[3], Integer.parseInt(args[4]));
      default -> System.err.println(USAGE);
    }
  }

  private static CollectLoad.Shape collect(String[] args) {
    return new CollectLoad.Shape(
        number(args, 5, 8),
        number(args, 6, 100_000),
        Duration.ofSeconds(number(args, 3, 60)),
        number(args, 4, 0),
        number(args, 7, 1));
  }

  private static LiveLoad.Shape live(String[] args) {
    return new LiveLoad.Shape(
        number(args, 5, 16),
        number(args, 4, 1000),
        Duration.ofSeconds(number(args, 3, 20)),
        number(args, 6, 10),
        number(args, 7, 1));
  }

  private static void read(Target target, String model, int leads) throws IOException {
    ReadLoad load = new ReadLoad(target, model);
    load.lists(20).forEach((list, times) -> System.out.println(list + ": " + times));
    System.out.println("one lead: " + load.leads(500, leads, 1));
  }

  private static int number(String[] args, int at, int otherwise) {
    return at < args.length ? Integer.parseInt(args[at]) : otherwise;
  }
}
