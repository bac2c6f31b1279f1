package io.plumbline.cli;

import io.plumbline.cli.sample.SamplePopulation;
import io.plumbline.format.output.AtomicOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a demo lies. A file {@code demo.txt} marks a folder as one, whose files the next demo may
 * replace; files of anybody else are never touched.
 */
final class DemoFolder {
  private static final String TEMPLATE = "b2b-saas";
  private static final String MARK = "demo.txt";
  private static final List<String> MODEL_FILES = List.of("model.yaml", "cases.yaml");
  private static final List<String> RESULT_FILES =
      List.of("rejects.csv", "scores.csv", "report.html");

  private static final String MARK_TEXT =
      """
      This folder was made by `plumbline demo`, which replaces its files when it runs again.

      leads.csv         invented people, as a CRM exports them
      events.csv        what they did from December 2025 to May 2026
      accounts.csv      the companies as they truly are
      conversions.csv   who bought, and when: for learning, not for scoring
      model.yaml        the ready model b2b-saas, with cases.yaml
      scores.csv        the scores as of 2026-06-01T08:00:00Z
      rejects.csv       rows that could not be read, and why
      report.html       a page to look at
      """;

  private final String name;
  private final Path path;

  private DemoFolder(String name, Path path) {
    this.name = name;
    this.path = path;
  }

  /** Makes the folder, or takes one where nothing foreign would be replaced. */
  static DemoFolder prepare(String name) throws IOException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw Failure.wrongUse("--out: this cannot be the name of a folder");
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw Failure.failed(name + " is a file, not a folder; choose another with --out DIR");
    }
    List<String> all = new ArrayList<>(SamplePopulation.FILES);
    all.addAll(MODEL_FILES);
    all.addAll(RESULT_FILES);
    List<String> there = all.stream().filter(f -> Files.exists(path.resolve(f))).toList();
    if (!there.isEmpty() && !Files.exists(path.resolve(MARK))) {
      throw Failure.failed(
          name
              + " holds files that are not of a demo ("
              + String.join(", ", there)
              + "); choose another folder with --out DIR");
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw Failure.failed(name + ": this folder cannot be made");
    }
    DemoFolder folder = new DemoFolder(name, path);
    folder.write(MARK, MARK_TEXT.getBytes(StandardCharsets.UTF_8));
    return folder;
  }

  Path path() {
    return path;
  }

  void writeModel() throws IOException {
    for (String file : MODEL_FILES) {
      write(file, Templates.file(TEMPLATE, file));
    }
  }

  /** The options with which the demo's data are scored. */
  FactOptions facts() {
    FactOptions facts = new FactOptions();
    facts.model = path.toString();
    facts.leads = List.of(path.resolve("leads.csv").toString());
    facts.events = List.of(path.resolve("events.csv").toString());
    facts.asOf = Optional.of(SamplePopulation.AS_OF.toString());
    return facts;
  }

  /** The same options as they are typed. */
  String factArguments() {
    return "-m "
        + argument("")
        + " -l "
        + argument("/leads.csv")
        + " -e "
        + argument("/events.csv")
        + " --as-of "
        + SamplePopulation.AS_OF;
  }

  /** A file of the folder as an argument that every shell takes. */
  String argument(String file) {
    String plain = name + file;
    return plain.matches("[A-Za-z0-9_./~+-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
  }

  private void write(String file, byte[] bytes) throws IOException {
    try (AtomicOutput output = AtomicOutput.file(path.resolve(file))) {
      output.stream().write(bytes);
      output.commit();
    }
  }
}
