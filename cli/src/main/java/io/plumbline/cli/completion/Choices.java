package io.plumbline.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be completed of a command: read from its specification. */
final class Choices {
  private static final Set<String> FILE_LABELS =
      Set.of("FILE", "FILEhtml", "MODEL", "MODEL-FOLDER");
  private static final Set<String> FOLDER_LABELS = Set.of("DIR");

  private Choices() {}

  /** The commands below a root. */
  static List<CommandSpec> commands(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(command -> command.getCommandSpec())
        .filter(command -> !command.usageMessage().hidden())
        .distinct()
        .toList();
  }

  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  /** The words that an argument may be; empty where it is free. */
  static List<String> words(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    } else if (argument.type().isEnum()) {
      for (Object constant : argument.type().getEnumConstants()) {
        words.add(constant.toString());
      }
    }
    return words;
  }

  static boolean isFile(ArgSpec argument) {
    return FILE_LABELS.contains(label(argument));
  }

  static boolean isFolder(ArgSpec argument) {
    return FOLDER_LABELS.contains(label(argument));
  }

  /** Whether something stands behind an option. */
  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** What a command or option is, in one line of plain text. */
  static String about(String... texts) {
    String first = texts.length == 0 ? "" : String.format(Locale.ROOT, texts[0]);
    return first.strip().replaceAll("\\s+", " ");
  }

  private static String label(ArgSpec argument) {
    return argument.paramLabel().replaceAll("[^A-Za-z-]", "");
  }
}
