package io.plumbline.bench;

import com.sun.management.OperatingSystemMXBean;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.format.facts.FactFiles;
import io.plumbline.format.facts.ReadOptions;
import io.plumbline.format.result.ResultFormat;
import io.plumbline.format.result.ResultWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files in, scores out, with the time of each phase: where the whole process spends its time. */
final class FromFiles {
  private FromFiles() {}

  /** Arguments: model, leads file, events file, output, threads, repetitions. */
  public static void main(String[] args) throws IOException {
    int threads = Integer.parseInt(args[4]);
    for (int run = 0; run < Integer.parseInt(args[5]); run++) {
      Laps laps = new Laps();
      CompiledModel model = ModelCompiler.compile(InMemory.read(Path.of(args[0])));
      Instant asOf = Instant.ofEpochSecond(People.NOW);
      Intake intake = Population.intake(model, new Population.Options(asOf, threads, false));
      ReadOptions options =
          ReadOptions.of(SubjectKind.LEAD, model.zone().zone())
              .withColumns(Map.of("event", "type", "time", "ts"))
              .withThreads(threads);
      FactFiles files = new FactFiles(options, intake);
      laps.lap("model");
      files.readLeads(List.of(args[1]));
      laps.lap("leads");
      files.readEvents(List.of(args[2]));
      laps.lap("events");
      Population population = Population.of(intake);
      laps.lap("fold");
      ScoreColumns scores = population.score(model);
      laps.lap("score");
      try (OutputStream out = new FileOutputStream(args[3])) {
        new ResultWriter(ResultFormat.CSV, threads).write(scores, out);
      }
      laps.lap("write");
      System.out.printf(
          "%s; sum %.3f, orphans %d, repeated %d%n",
          laps,
          InMemory.sum(scores) / 1000.0,
          population.orphanEvents(),
          population.repeatedEvents());
    }
  }

  /** Wall and processor seconds of phases. */
  private static final class Laps {
    private final StringBuilder text = new StringBuilder();
    private long wall = System.nanoTime();
    private long cpu = processorTime();

    void lap(String phase) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %.2f (%.2f cpu, heap %d MB), ",
              phase,
              InMemory.seconds(wall),
              (processorTime() - cpu) / 1e9,
              (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20));
      wall = System.nanoTime();
      cpu = processorTime();
    }

    private static long processorTime() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
