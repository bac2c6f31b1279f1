package io.plumbline.cli;

import io.plumbline.format.FormatException;
import io.plumbline.format.output.OutputException;
import io.plumbline.server.Refusal;
import io.plumbline.server.client.ClientException;
import io.plumbline.server.start.ConfigurationException;
import io.plumbline.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one table that turns failures into a message and an exit code. */
final class FailureTable {
  /** picocli says so in the middle of other complaints. */
  private static final Pattern UNKNOWN = Pattern.compile("^Unknown options?: '([^']*)'");

  private final Console console;

  FailureTable(Console console) {
    this.console = console;
  }

  /** The command line could not be understood. */
  int wrongUse(ParameterException failure, String[] args) {
    CommandLine at = failure.getCommandLine();
    if (RootCommand.MISSING.equals(failure.getMessage())) {
      at.usage(console.shell().err());
      return ExitCode.WRONG_USE.number;
    }
    console.complain("plumbline: " + wrongUseMessage(failure, at));
    console.complain("Try '" + Commands.name(at) + " --help'.");
    return ExitCode.WRONG_USE.number;
  }

  /** A command failed. */
  int failed(Throwable failure, CommandLine at) {
    if (failure instanceof Failure known) {
      return told(message(known), known.exitCode());
    }
    if (failure instanceof FormatException format) {
      boolean wrongUse = format.code() == FormatException.Code.WRONG_USE;
      int exitCode = told(message(format), wrongUse ? ExitCode.WRONG_USE : ExitCode.FAILED);
      if (format.code() == FormatException.Code.NO_COLUMN) {
        console.complain(
            "Say which column it is: --id COLUMN for the ids of leads,"
                + " --columns event=COLUMN,time=COLUMN for others.");
      }
      return exitCode;
    }
    if (failure instanceof ConfigurationException configuration) {
      return told(message(configuration), ExitCode.WRONG_USE);
    }
    if (failure instanceof Refusal refusal) {
      refusal.flaws().forEach(it -> console.complain(it.at() + ": error: " + it.detail()));
      boolean ofModel = !refusal.flaws().isEmpty();
      return told(
          sentence(message(refusal)), ofModel ? ExitCode.MODEL_HAS_ERRORS : ExitCode.FAILED);
    }
    if (failure instanceof ClientException client) {
      return told(
          sentence(message(client)),
          client.hasFlaws() ? ExitCode.MODEL_HAS_ERRORS : ExitCode.FAILED);
    }
    if (failure instanceof StoreException store && store.code() != StoreException.Code.BROKEN) {
      return told(message(store), ExitCode.FAILED);
    }
    if (failure instanceof UncheckedIOException wrapped) {
      return failed(Objects.requireNonNull(wrapped.getCause()), at);
    }
    if (failure instanceof OutputException output) {
      boolean readerHasEnough = output.reason() == OutputException.Reason.CLOSED_PIPE;
      return readerHasEnough ? ExitCode.DONE.number : told(message(output), ExitCode.FAILED);
    }
    if (failure instanceof OutOfMemoryError) {
      return told(
          "there is not enough memory for this; set PLUMBLINE_HEAP, as in PLUMBLINE_HEAP=4g",
          ExitCode.FAILED);
    }
    if (failure instanceof IOException) {
      return told("cannot read or write: " + message(failure), ExitCode.FAILED);
    }
    return bug(failure, at);
  }

  private int told(String message, ExitCode exitCode) {
    console.complain("plumbline: " + message);
    return exitCode.number;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** Answers of a server are sentences; messages here are not. */
  private static String sentence(String text) {
    String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return plain.isEmpty() ? plain : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
  }

  /** A defect of this program: one line, and where the rest is. */
  private int bug(Throwable failure, CommandLine at) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String full =
        "plumbline " + RootCommand.Version.text() + ", " + Commands.name(at) + "\n" + trace;
    String where;
    if (console.isVerbose()) {
      console.complain(full.stripTrailing());
      where = "above";
    } else {
      where = save(full);
    }
    String what = failure.getClass().getSimpleName();
    console.complain(
        "plumbline: this is a defect of Plumbline "
            + RootCommand.Version.text()
            + " ("
            + what
            + "), not of your data; the full trace is "
            + where);
    return ExitCode.FAILED.number;
  }

  private static String save(String trace) {
    try {
      Path file = Files.createTempFile("plumbline-", ".trace");
      Files.writeString(file, trace);
      return "in " + file;
    } catch (IOException noDisk) {
      return "shown with --verbose";
    }
  }

  private static String wrongUseMessage(ParameterException failure, CommandLine at) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatchedMessage(unmatched.getUnmatched().get(0), at.getCommandSpec());
    }
    String message = message(failure);
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return unmatchedMessage(unknown.group(1), at.getCommandSpec());
    }
    String first = message.isEmpty() ? "wrong use" : message.lines().findFirst().orElse(message);
    String said = first.replace("option option", "option");
    return Character.toLowerCase(said.charAt(0)) + said.substring(1);
  }

  private static String unmatchedMessage(String word, CommandSpec spec) {
    if (word.startsWith("-") && word.length() > 1) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return "there is no option " + name + Suggestion.phrase(name, options(spec));
    }
    if (spec.parent() == null) {
      return "there is no command " + word + Suggestion.phrase(word, spec.subcommands().keySet());
    }
    return "do not know what to do with '" + word + "'";
  }

  private static List<String> options(CommandSpec spec) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        names.addAll(List.of(option.names()));
      }
    }
    return names;
  }
}
