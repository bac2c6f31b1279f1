package io.plumbline.cli;

import io.plumbline.format.output.AtomicOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a ready model into a folder. */
@Command(
    name = "init",
    sortOptions = false,
    header = "Start a model of your own from a ready one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline init --list                           which templates there are",
      "  plumbline init my-model --template b2b-saas     writes my-model/model.yaml and its cases",
      "  plumbline check my-model && plumbline test my-model",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline init DIR --template NAME%n       plumbline init --list",
    description = {
      "",
      "Writes model.yaml, cases.yaml and README.md into the folder, which is made where it is"
          + " missing. Never overwrites a file.",
      ""
    },
    optionListHeading = "%nOptions:%n")
final class InitCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Folder for the new model.")
  private String folder = "";

  @Option(
      names = {"-t", "--template"},
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The ready model to start from.")
  private String template = "";

  @Option(names = "--list", description = "List the templates.")
  private boolean list;

  /** What a shell completes. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Templates.titles().keySet().iterator();
    }
  }

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> titles = Templates.titles();
    if (list) {
      console.data(table(titles));
      return ExitCode.DONE.number;
    }
    if (folder.isEmpty()) {
      throw Failure.wrongUse("say into which folder: plumbline init DIR --template NAME");
    }
    if (!titles.containsKey(template)) {
      String what =
          template.isEmpty()
              ? "say which template to start from, with --template NAME"
              : "there is no template " + template + Suggestion.phrase(template, titles.keySet());
      throw Failure.wrongUse(what + "\nTemplates:\n" + table(titles).stripTrailing());
    }
    copy();
    return ExitCode.DONE.number;
  }

  private void copy() throws IOException {
    Path target = path(folder);
    refuseToOverwrite(target);
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw Failure.failed(folder + ": this folder cannot be made");
    }
    for (String file : Templates.FILES) {
      byte[] bytes = Templates.file(template, file);
      if (bytes.length > 0) {
        try (AtomicOutput output = AtomicOutput.file(target.resolve(file))) {
          output.stream().write(bytes);
          output.commit();
        }
        console.say("wrote " + Path.of(folder).resolve(file));
      }
    }
    console.say("");
    console.say("Next:");
    console.say("  plumbline check " + folder);
    console.say("  plumbline test " + folder);
  }

  private void refuseToOverwrite(Path target) {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw Failure.failed(folder + " is a file, not a folder");
    }
    List<String> there = new ArrayList<>();
    for (String file : Templates.FILES) {
      if (Files.exists(target.resolve(file))) {
        there.add(file);
      }
    }
    if (!there.isEmpty()) {
      throw Failure.failed(
          folder + " holds " + String.join(", ", there) + " already; nothing was written");
    }
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw Failure.wrongUse("'" + name.replace("\0", "\\0") + "' cannot be the name of a folder");
    }
  }

  private static String table(Map<String, String> titles) {
    int widest = titles.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    titles.forEach(
        (name, title) ->
            text.append("  ")
                .append((name + " ".repeat(widest - name.length()) + "   " + title).stripTrailing())
                .append('\n'));
    return text.toString();
  }
}
