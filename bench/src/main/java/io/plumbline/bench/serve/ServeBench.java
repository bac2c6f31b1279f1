package io.plumbline.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The figures that the server has to reach: starts servers as a user does, loads each from this
 * process, three times over, and prints the table of bench/RESULTS.md.
 */
public final class ServeBench {
  private static final String MODEL = "models/b2b-saas/model.yaml";

  private final Path root;
  private final Path folder;
  private final Size size;
  private final Table table = new Table();

  /** How much is done: medians of three, one run of each, or a trial of the benchmark itself. */
  private record Size(int runs, Duration collect, Duration live, int leads) {
    static final Size ONCE = new Size(1, Duration.ofSeconds(60), Duration.ofSeconds(20), 1_000_000);
    static final Size WHOLE =
        new Size(3, Duration.ofSeconds(60), Duration.ofSeconds(20), 1_000_000);
    static final Size SMALL = new Size(1, Duration.ofSeconds(5), Duration.ofSeconds(5), 20_000);

    static Size of(String name) {
      return switch (name) {
        case "once" -> ONCE;
        case "small" -> SMALL;
        default -> throw new IllegalArgumentException("found " + name + ", expected once or small");
      };
    }
  }

  private ServeBench(Path root, Path folder, Size size) {
    this.root = root;
    this.folder = folder;
    this.size = size;
  }

  /**
   * Arguments: the folder of the clone, a folder for data, perhaps {@code once} or {@code small}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Size size = args.length > 2 ? Size.of(args[2]) : Size.WHOLE;
    ServeBench bench = new ServeBench(Path.of(args[0]), Path.of(args[1]), size);
    bench.startUp();
    bench.traffic("SQLite", StorePlace.sqlite(bench.fresh("sqlite")), 20_000);
    try (Postgres postgres = Postgres.in(bench.fresh("postgresql"))) {
      bench.traffic("PostgreSQL", postgres.place(), 10_000);
    }
    new PopulationBench(bench.root, bench.folder, bench.table).run(size.leads(), size.runs());
    System.out.println(bench.table);
  }

  private Path fresh(String name) throws IOException {
    return Files.createTempDirectory(folder, name + "-");
  }

  private void startUp() throws IOException, InterruptedException {
    List<Duration> starts = new ArrayList<>();
    List<Memory> memory = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      StorePlace place = StorePlace.sqlite(fresh("empty"));
      try (ServerRun server = ServerRun.start(root, place)) {
        starts.add(server.startUp());
        Thread.sleep(5_000);
        memory.add(server.memory());
      }
    }
    table.row(
        "start-up with an empty store",
        "< 4 s",
        seconds(median(starts, start -> start.toNanos() / 1e9)));
    Memory typical =
        new Memory(
            Math.round(median(memory, Memory::resident)), Math.round(median(memory, Memory::own)));
    table.row("memory at rest", "< 400 MiB", typical.toString());
  }

  private void traffic(String name, StorePlace place, int goal)
      throws IOException, InterruptedException {
    Operator operator = Operator.of(root, place);
    try (ServerRun server = ServerRun.start(root, place)) {
      Target target = operator.target(server);
      Publisher publisher = new Publisher(target, "b2b-saas");
      publisher.publish(publisher.draft(Files.readString(root.resolve(MODEL))));
      List<CollectLoad.Result> collected = new ArrayList<>();
      for (int run = 1; run <= size.runs(); run++) {
        var shape = new CollectLoad.Shape(16, 100_000, size.collect(), 0, run);
        collected.add(CollectLoad.run(target, shape));
        System.err.println(name + ": " + collected.get(run - 1));
      }
      table.row(
          "durable collection, batches of 100, " + name,
          String.format(Locale.ROOT, "%,d events/s", goal),
          String.format(
              Locale.ROOT, "%,.0f events/s", median(collected, CollectLoad.Result::perSecond)));
      table.row(
          "scores up to date after the last, " + name,
          "< 2 s",
          seconds(median(collected, result -> result.delay().toNanos() / 1e9)));
      live(name, target);
      System.err.println(name + ": memory after it " + server.memory());
    }
  }

  private void live(String name, Target target) throws IOException, InterruptedException {
    List<LiveLoad.Result> results = new ArrayList<>();
    for (int run = 1; run <= size.runs(); run++) {
      results.add(LiveLoad.run(target, new LiveLoad.Shape(16, 1000, size.live(), 10, run)));
      System.err.println(name + ": " + results.get(run - 1));
    }
    table.row(
        "one event to changed score readable, at 1 000 a second, " + name,
        "p50 < 10 ms, p99 < 50 ms",
        String.format(
            Locale.ROOT,
            "p50 %.1f ms, p99 %.1f ms",
            median(results, result -> result.readable().millis(0.5)),
            median(results, result -> result.readable().millis(0.99))));
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
