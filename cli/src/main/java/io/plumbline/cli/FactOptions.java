package io.plumbline.cli;

import io.plumbline.core.fact.IsoTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options that name a model and facts. */
final class FactOptions {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "MODEL",
      description = "The model: a file, or a folder with a model.yaml.")
  String model = "";

  @Option(
      names = {"-l", "--leads"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of leads: CSV, NDJSON or Parquet, also gzipped; - is standard input.")
  List<String> leads = new ArrayList<>();

  @Option(
      names = {"-e", "--events"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of events, likewise.")
  List<String> events = new ArrayList<>();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "Score as of this moment; later events do not exist. A day (2026-06-01), a time"
              + " (2026-06-01T08:00Z, or without Z in the model's zone), or seconds or"
              + " milliseconds since 1970. Default: now.")
  Optional<String> asOf = Optional.empty();

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME=COLUMN",
      description =
          "Which column of the files holds what the model calls NAME, as in"
              + " --columns event=type,time=ts,email=mail")
  Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The column with the ids of leads. Default: lead_id.")
  Optional<String> id = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work. Default: one a core.")
  Optional<Integer> threads = Optional.empty();

  static final int MOST_THREADS = 1024;

  /** Everything that is read. */
  List<String> inputs() {
    List<String> all = new ArrayList<>(leads);
    all.addAll(events);
    all.add(ModelFile.of(model).name());
    return all;
  }

  /** The moment to score as of. */
  Instant instant(ZoneId zone, Console console) {
    if (asOf.isEmpty()) {
      return console.shell().clock().instant();
    }
    return IsoTime.instant(asOf.get(), zone)
        .orElseThrow(
            () ->
                Failure.wrongUse(
                    "--as-of "
                        + asOf.get()
                        + " is not a time of the years 0000 to 9999; write it as 2026-06-01 or"
                        + " 2026-06-01T08:00:00Z"));
  }

  /** An option that does not exist stands among files, because these take all that follows. */
  void refuseUnknownOptions(CommandSpec command) {
    for (String name : Stream.concat(leads.stream(), events.stream()).toList()) {
      if (name.startsWith("-") && name.length() > 1 && !Files.exists(Path.of(name))) {
        throw new UnmatchedArgumentException(command.commandLine(), List.of(name));
      }
    }
  }

  int threadCount() {
    int count = threads.orElse(Runtime.getRuntime().availableProcessors());
    if (count < 1 || count > MOST_THREADS) {
      throw Failure.wrongUse("--threads is a number from 1 to " + MOST_THREADS);
    }
    return count;
  }
}
