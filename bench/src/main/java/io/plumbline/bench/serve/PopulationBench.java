package io.plumbline.bench.serve;

import io.plumbline.bench.StoreFiller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server does with the whole population of the 24 rules: impact, publication, lists, single
 * leads. The population is put into a file once and used again in later runs.
 */
final class PopulationBench {
  private static final String MODEL = "bench/models/twenty-four.yaml";
  private static final String NAME = "twenty-four";
  private static final String BANDS =
      "bands: {hot: {at_least: 60}, warm: {at_least: 30}, cold: {else: true}}\n";

  /** As many the people of {@link StoreFiller} have on average. */
  private static final long EVENTS_EACH = 20;

  private static final Pattern COUNT = Pattern.compile("\"count\"\\s*:\\s*([0-9]+)");

  private final Path root;
  private final Path folder;
  private final Table table;

  PopulationBench(Path root, Path folder, Table table) {
    this.root = root;
    this.folder = folder;
    this.table = table;
  }

  /** A number as the rows say it: of the whole run, 1 M and 20 M. */
  private static String many(long number) {
    return number % 1_000_000 == 0
        ? number / 1_000_000 + " M"
        : String.format(Locale.ROOT, "%,d", number);
  }

  void run(int leads, int runs) throws IOException, InterruptedException {
    StorePlace place = StorePlace.sqlite(folder.resolve("population-" + leads));
    fill(place, leads);
    Operator operator = Operator.of(root, place);
    try (ServerRun server = ServerRun.start(root, place)) {
      System.err.println(
          "start with "
              + leads
              + " leads: "
              + ServeBench.seconds(server.startUp().toNanos() / 1e9));
      Target target = operator.target(server);
      awaitFolded(target, leads);
      Publisher publisher = new Publisher(target, NAME);
      publish(publisher, "the first version", publisher.draft(source()));
      points(publisher, leads, runs);
      signal(publisher, leads);
      reads(target, leads);
      System.err.println("memory after it: " + server.memory());
    }
  }

  private void fill(StorePlace place, int leads) throws IOException {
    if (Files.exists(place.data().resolve("filled"))) {
      return;
    }
    Files.createDirectories(place.data());
    long start = System.nanoTime();
    StoreFiller.fill(place.data(), leads, Instant.now());
    Files.createFile(place.data().resolve("filled"));
    System.err.println("filled in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
  }

  /** A store that was filled from outside is folded first; only then are all leads there. */
  private static void awaitFolded(Target target, int leads)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    byte[] list = Wire.get("/api/v1/leads?limit=1", target.secretKey(0));
    try (Wire wire = new Wire(target.port())) {
      while (wire.exchange(list) != 200 || countOf(wire.body()) < leads) {
        Thread.sleep(500);
      }
    }
    System.err.println("folded in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
  }

  private static long countOf(String page) {
    Matcher count = COUNT.matcher(page);
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  /** The 24 rules, and bands by which lists can be asked for. */
  private String source() throws IOException {
    return Files.readString(root.resolve(MODEL)) + BANDS;
  }

  /** Other points for the same rules: all that is known of behaviour stays as it is. */
  private void points(Publisher publisher, int leads, int runs)
      throws IOException, InterruptedException {
    List<Double> impacts = new ArrayList<>();
    List<Double> publications = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      String draft =
          publisher.draft(
              source()
                  .replace("{seniority: 5}, points: 20", "{seniority: 5}, points: " + (20 + run)));
      impacts.add(publisher.impact(draft));
      System.err.printf(Locale.ROOT, "impact in %.2f s%n", impacts.get(run - 1));
      publications.add(publish(publisher, "other points, run " + run, draft));
    }
    table.row(
        "impact of a draft that changes points, "
            + many(leads)
            + " leads / "
            + many(EVENTS_EACH * leads)
            + " events",
        "< 3 s",
        ServeBench.seconds(ServeBench.median(impacts, it -> it)));
    table.row(
        "publishing it, with history",
        "< 20 s",
        ServeBench.seconds(ServeBench.median(publications, it -> it)));
  }

  /** The dearest kind: it counts the commonest event, in a way that no other rule does. */
  private void signal(Publisher publisher, int leads) throws IOException, InterruptedException {
    String rule = "          - {id: b13, event: page_view, within: 30d, points: 1, per_day: 2}\n";
    String source = source().replace("          - {id: b12", rule + "          - {id: b12");
    double seconds = publish(publisher, "a new signal", publisher.draft(source));
    table.row(
        "publishing a new signal over all page views (40 % of the "
            + many(EVENTS_EACH * leads)
            + " events), with history",
        "< 60 s",
        ServeBench.seconds(seconds));
  }

  private static double publish(Publisher publisher, String what, String draft)
      throws IOException, InterruptedException {
    double seconds = publisher.publish(draft);
    System.err.printf(Locale.ROOT, "published %s in %.1f s%n", what, seconds);
    return seconds;
  }

  private void reads(Target target, int leads) throws IOException {
    ReadLoad load = new ReadLoad(target, NAME);
    double worst = 0;
    for (Map.Entry<String, Times> list : load.lists(40).entrySet()) {
      System.err.println(list.getKey() + ": " + list.getValue());
      worst = Math.max(worst, list.getValue().millis(0.95));
    }
    table.row(
        "list of leads, the slowest filter and order, " + many(leads) + " leads",
        "p95 < 100 ms",
        millis(worst));
    Times lead = load.leads(1000, leads, 1);
    System.err.println("one lead: " + lead);
    table.row("one lead with explanation and timeline", "p95 < 20 ms", millis(lead.millis(0.95)));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "p95 %.1f ms", millis);
  }
}
