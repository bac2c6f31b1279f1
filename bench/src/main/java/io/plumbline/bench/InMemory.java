package io.plumbline.bench;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Group;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.format.model.ModelReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Work in memory, side by side in one process: the plain loop, scoring all again from folded state
 * after a change of points, DuckDB from its tables. Prints medians of five and the sums, which must
 * agree.
 */
final class InMemory {
  private static final int RUNS = 5;
  private static final Instant AS_OF = Instant.ofEpochSecond(People.NOW);

  private InMemory() {}

  /** Arguments: number of leads, folder with their files for DuckDB or {@code -} for none. */
  public static void main(String[] args) throws IOException, SQLException {
    int size = Integer.parseInt(args[0]);
    People people = new People(size, 42);
    System.out.printf("leads %d, events %d%n", people.size, people.events());
    ScoringModel model = read(Path.of("bench/models/twenty-four.yaml"));
    CompiledModel compiled = ModelCompiler.compile(model);
    int[] out = new int[size];
    PlainLoop loop = new PlainLoop();
    time("plain loop over raw events, 1 thread", size, () -> loop.score(people, out));
    for (int threads = 1; threads <= 2; threads++) {
      long before = System.nanoTime();
      Population population = fold(people, compiled, threads);
      System.out.printf("folded on %d threads in %.3f s%n", threads, seconds(before));
      CompiledModel same = ModelCompiler.compile(model);
      CompiledModel[] changed = {same, ModelCompiler.compile(morePoints(model))};
      int[] turn = {0};
      time("score all again, " + threads + " threads", size, () -> sum(population.score(same)));
      time(
          "score all again after a change of points, " + threads + " threads",
          size,
          () -> sum(population.score(changed[turn[0]++ % 2])));
    }
    if (!args[1].equals("-")) {
      duckDb(size, args[1]);
    }
  }

  private static void duckDb(int size, String folder) throws SQLException {
    try (Connection connection = DuckDb.open();
        Statement statement = connection.createStatement()) {
      statement.execute("create table ev as select * from '" + folder + "/events.parquet'");
      statement.execute("create table ld as select * from '" + folder + "/leads.parquet'");
      time(
          "DuckDB from its tables, 2 threads",
          size,
          () -> {
            try {
              return DuckDb.sumFromTables(statement);
            } catch (SQLException failed) {
              throw new IllegalStateException(failed);
            }
          });
    }
  }

  static ScoringModel read(Path file) throws IOException {
    return ModelReader.read(file.toString(), Files.readAllBytes(file)).model().orElseThrow();
  }

  /** The same model with a point more for each tier and each event of per-event rules. */
  private static ScoringModel morePoints(ScoringModel model) {
    List<Dimension> scores =
        model.scores().stream()
            .map(
                score ->
                    new Dimension(
                        score.name(),
                        score.caption(),
                        score.min(),
                        score.max(),
                        score.groups().stream().map(InMemory::morePoints).toList(),
                        score.grades()))
            .toList();
    return new ScoringModel(
        model.id(),
        model.caption(),
        model.zone(),
        model.subject(),
        scores,
        model.total(),
        model.matrix(),
        model.bands(),
        model.qualifiers(),
        model.disqualifiers());
  }

  private static Group morePoints(Group group) {
    List<Rule> rules =
        group.rules().stream()
            .map(
                rule -> {
                  if (rule instanceof Rule.If given) {
                    Points more = given.points().plus(Points.of(1));
                    return new Rule.If(given.id(), given.caption(), given.condition(), more);
                  }
                  if (rule instanceof Rule.PerEvent each) {
                    Points more = each.points().plus(Points.of(1));
                    return new Rule.PerEvent(
                        each.id(),
                        each.caption(),
                        each.signal(),
                        each.withinDays(),
                        more,
                        each.cap(),
                        each.decay());
                  }
                  return rule;
                })
            .toList();
    return new Group(
        group.name(), group.caption(), group.weight(), group.min(), group.max(), rules);
  }

  static Population fold(People people, CompiledModel compiled, int threads) {
    Intake intake = Population.intake(compiled, new Population.Options(AS_OF, threads, false));
    LeadSink leads = intake.leads(0);
    Slice id = new Slice();
    int[] codes = new int[intake.attributes().size()];
    List<Map<String, Integer>> known = intake.attributes().stream().map(a -> fresh()).toList();
    for (int i = 0; i < people.size; i++) {
      id.set(Integer.toString(i));
      for (int c = 0; c < codes.length; c++) {
        int column = c;
        codes[c] =
            known
                .get(c)
                .computeIfAbsent(
                    attribute(people, i, intake.attributes().get(c)),
                    text -> leads.code(column, new Value.Text(text)));
      }
      leads.add(id, i, codes);
    }
    addEvents(people, intake);
    return Population.of(intake);
  }

  private static Map<String, Integer> fresh() {
    return new HashMap<>();
  }

  private static void addEvents(People people, Intake intake) {
    for (int from = 0; from < people.size; from += 5000) {
      EventSink events = intake.events(from);
      EventRow row = events.row();
      int[] types = Arrays.stream(People.TYPES).mapToInt(events::type).toArray();
      int to = Math.min(people.size, from + 5000);
      for (int i = from; i < to; i++) {
        row.lead.set(Integer.toString(i));
        for (int j = people.starts[i]; j < people.starts[i + 1]; j++) {
          row.id.set("e" + j);
          row.type = types[people.types[j]];
          row.epochSecond = people.times[j];
          events.add();
        }
      }
    }
  }

  static String attribute(People p, int i, String name) {
    return switch (name) {
      case "seniority" -> Integer.toString(p.seniority[i]);
      case "jobfn" -> Integer.toString(p.function[i]);
      case "industry" -> Integer.toString(p.industry[i]);
      case "country" -> Integer.toString(p.country[i]);
      case "source" -> Integer.toString(p.source[i]);
      case "employees" -> BigDecimal.valueOf(p.employees[i]).toString();
      case "revenue" -> Long.toString(p.revenue[i]);
      case "freemail" -> Boolean.toString(p.freemail[i]);
      case "competitor" -> Boolean.toString(p.competitor[i]);
      case "phone" -> Boolean.toString(p.phone[i]);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static long sum(ScoreColumns scores) {
    long sum = 0;
    for (int row = 0; row < scores.size(); row++) {
      sum += scores.total(row);
    }
    return sum;
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  static void time(String what, int leads, LongSupplier work) {
    double[] seconds = new double[RUNS];
    long sum = 0;
    for (int warm = 0; warm < 3; warm++) {
      sum = work.getAsLong();
    }
    for (int run = 0; run < RUNS; run++) {
      long before = System.nanoTime();
      sum = work.getAsLong();
      seconds[run] = seconds(before);
    }
    Arrays.sort(seconds);
    System.out.printf(
        "%-55s median %.3f s (%.3f to %.3f), %.2f M leads/s, sum %.3f%n",
        what,
        seconds[RUNS / 2],
        seconds[0],
        seconds[RUNS - 1],
        leads / seconds[RUNS / 2] / 1e6,
        sum / 1000.0);
  }
}
