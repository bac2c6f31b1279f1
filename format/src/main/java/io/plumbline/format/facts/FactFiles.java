package io.plumbline.format.facts;

import io.plumbline.core.population.Intake;
import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads files of leads and events into an intake. One object reads one set of files: leads once,
 * events once. Not thread-safe; it uses threads itself.
 *
 * <pre>{@code
 * FactFiles files = new FactFiles(options, intake);
 * files.check(leadFiles, eventFiles);
 * ReadCount leads = files.readLeads(leadFiles);
 * ReadCount events = files.readEvents(eventFiles);
 * }</pre>
 */
public final class FactFiles {
  private final ReadOptions options;
  private final Intake intake;
  private final Limits limits;
  private final SeenColumns seenOfLeads = new SeenColumns();
  private final SeenColumns seenOfEvents = new SeenColumns();
  private Optional<ChunkRun> leads = Optional.empty();

  public FactFiles(ReadOptions options, Intake intake) {
    this(options, intake, Limits.DEFAULT);
  }

  FactFiles(ReadOptions options, Intake intake, Limits limits) {
    this.options = options;
    this.intake = intake;
    this.limits = limits;
  }

  /**
   * Finds what can be known before reading: that a file is missing, a directory, or may not be
   * read, and that standard input is named twice.
   *
   * @param leads names of files, {@code -} for standard input
   * @param events likewise
   * @throws FormatException for the first trouble
   */
  public void check(List<String> leads, List<String> events) {
    Set<String> seen = new HashSet<>();
    for (List<String> names : List.of(leads, events)) {
      for (String name : names) {
        Input input = new Input(name, options.standardInput());
        if (input.isStandardInput() && !seen.add(name)) {
          throw new FormatException(
              Code.WRONG_USE, "standard input (-) can be read once, but is named twice");
        }
        input.check();
      }
    }
  }

  /** Reads leads from files, in the order named. */
  public ReadCount readLeads(List<String> names) {
    ChunkRun run = run(names, false);
    leads = Optional.of(run);
    return run.run();
  }

  /** Reads events from files, in the order named. */
  public ReadCount readEvents(List<String> names) {
    return run(names, true).run();
  }

  /** Where a lead stands that the intake tells by its chunk and its line there. */
  public Place placeOfLead(long chunk, int line) {
    return leads
        .orElseThrow(() -> new IllegalStateException("leads were not read"))
        .places()
        .place(chunk, line);
  }

  /**
   * What a model looks at in leads and no file of leads has; empty while none was read, and where
   * one is NDJSON, whose rows have each their own names.
   */
  public MissingColumns missingOfLeads() {
    Names names = new Names(options);
    return seenOfLeads.missing(columns(intake.attributes(), names::attribute));
  }

  /** As {@link #missingOfLeads}, of events. */
  public MissingColumns missingOfEvents() {
    Names names = new Names(options);
    return seenOfEvents.missing(columns(intake.properties(), names::property));
  }

  private static List<String> columns(
      List<String> names, Function<String, Optional<String>> column) {
    return names.stream().map(name -> column.apply(name).orElse(name)).toList();
  }

  private ChunkRun run(List<String> names, boolean events) {
    SeenColumns seen = events ? seenOfEvents : seenOfLeads;
    List<Input> inputs =
        names.stream().map(name -> new Input(name, options.standardInput())).toList();
    Target target = new Target(events, intake, new Names(options), limits, seen);
    return new ChunkRun(inputs, input -> open(input, target), options);
  }

  private ChunkSource open(Input input, Target target) {
    Input.Opened opened = input.open();
    boolean open = false;
    try {
      ChunkSource source = read(input, opened, target);
      open = true;
      return source;
    } catch (IOException e) {
      throw Input.failed(input.shown(), e);
    } finally {
      if (!open) {
        opened.closeQuietly();
      }
    }
  }

  private ChunkSource read(Input input, Input.Opened opened, Target target) throws IOException {
    return switch (format(input, opened)) {
      case CSV -> new CsvSource(opened, target);
      case NDJSON -> new NdjsonSource(opened, target);
      case PARQUET -> ParquetSource.open(input, opened, target);
    };
  }

  private FileFormat format(Input input, Input.Opened opened) throws IOException {
    byte[] head = opened.plain().peek(8);
    refuseForeign(input.shown(), head);
    Optional<FileFormat> told = options.format().or(() -> FileFormat.ofName(input.name()));
    return told.isPresent() ? told.get() : FileFormat.ofFirstBytes(head);
  }

  private static void refuseForeign(String name, byte[] head) {
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
      throw new FormatException(Code.BAD_FORMAT, name + ": is UTF-16 text; save it as UTF-8");
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      throw new FormatException(
          Code.BAD_FORMAT, name + ": is a zip or Excel file; unpack it or save it as CSV");
    }
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    boolean same = head.length >= bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = (head[i] & 0xFF) == bytes[i];
    }
    return same;
  }
}
