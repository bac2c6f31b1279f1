package io.plumbline.bench;

import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.StoreModels;
import io.plumbline.server.start.StorePublishing;
import io.plumbline.store.open.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Publishing on a SQLite store with the population of the 24 rules: the impact of other points, the
 * publication of it with history, going back, and a model with a new signal. Prints seconds.
 */
final class PublishSpeed {
  private static final Order ORDER = new Order("bench", false);

  private PublishSpeed() {}

  /** Arguments: number of leads, folder that takes the store. */
  public static void main(String[] args) throws IOException {
    int leads = Integer.parseInt(args[0]);
    Path folder = Path.of(args[1]);
    Path file = folder.resolve("plumbline.db");
    String source = Files.readString(Path.of("bench/models/twenty-four.yaml"));
    boolean fresh = !Files.exists(file);
    StoreAddress place = StoreAddress.of(StoreAddress.SQLITE + file, "", "");
    if (fresh) {
      time("fill", () -> fill(folder, leads));
    }
    try (StorePublishing work = StorePublishing.at(place, InstantSource.system())) {
      StoreModels models = new StoreModels(work.drafts(), work.publishing(), work.impacts());
      time("fold what was filled", () -> folded(work));
      time("first version", () -> publish(models, source + "# " + Instant.now() + "\n"));
      String points = source.replaceFirst("points: 8\\b", "points: 9") + "# " + Instant.now();
      for (int run = 0; run < 3; run++) {
        time("impact of other points", () -> impact(models, points));
      }
      time("publish other points, with history", () -> publish(models, points + "\n"));
      time("publish the points of before", () -> publish(models, source + "#" + Instant.now()));
      String signal = source.replaceFirst("event: careers_view", "event: login");
      time("impact of a new signal", () -> impact(models, signal + "# " + Instant.now()));
      time("publish a new signal", () -> publish(models, signal + "#" + Instant.now()));
    }
  }

  private static String fill(Path folder, int leads) {
    StoreFiller.fill(folder, leads, Instant.now());
    return leads + " leads";
  }

  private static String folded(StorePublishing work) {
    work.awaitFolded();
    return "";
  }

  private static int draft(StoreModels models, String source) {
    JsonNode given = models.add(new Drafts.Text(source, "", ""), "bench");
    return (int) given.path("version").path("version").asLong();
  }

  private static String impact(StoreModels models, String source) {
    JsonNode report = models.impact("twenty-four", new Drafts.Text(source, "", ""));
    return report.path("changed").asLong() + " of " + report.path("subjects").asLong();
  }

  private static String publish(StoreModels models, String source) {
    JsonNode run = models.publish("twenty-four", draft(models, source), ORDER);
    return run.path("changed").asLong()
        + " of "
        + run.path("subjects").asLong()
        + " "
        + run.path("error").asString("");
  }

  private static void time(String what, Supplier<String> work) {
    long before = System.nanoTime();
    String came = work.get();
    System.out.printf("%-40s %9.3f s  %s%n", what, (System.nanoTime() - before) / 1e9, came);
  }
}
