package io.plumbline.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish: a line for each command, option and argument. */
final class FishScript {
  private final CommandSpec root;
  private final String name;
  private final StringBuilder out = new StringBuilder();

  FishScript(CommandSpec root) {
    this.root = root;
    this.name = root.name();
  }

  String text() {
    List<CommandSpec> commands = Choices.commands(root);
    String names = commands.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
    out.append("# Completions of ").append(name).append(" for fish.\n");
    out.append("complete -c ").append(name).append(" -f\n");
    for (CommandSpec command : commands) {
      out.append("complete -c ").append(name);
      out.append(" -n __fish_use_subcommand -a ").append(command.name());
      out.append(" -d ").append(quoted(Choices.about(command.usageMessage().header())));
      out.append('\n');
    }
    root.options().forEach(option -> option("not __fish_seen_subcommand_from " + names, option));
    commands.forEach(this::command);
    return out.toString();
  }

  private void command(CommandSpec command) {
    String inside = "__fish_seen_subcommand_from " + command.name();
    Choices.options(command).forEach(option -> option(inside, option));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String values = values(parameter);
      if (!values.isEmpty()) {
        out.append("complete -c ").append(name).append(" -n ").append(quoted(inside));
        out.append(values).append('\n');
      }
    }
  }

  private void option(String condition, OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    out.append("complete -c ").append(name).append(" -n ").append(quoted(condition));
    for (String each : option.names()) {
      boolean isLong = each.startsWith("--");
      out.append(isLong ? " -l " : " -s ").append(each.substring(isLong ? 2 : 1));
    }
    if (Choices.takesValue(option)) {
      out.append(Choices.isFile(option) ? " -r" : " -x").append(values(option));
    }
    out.append(" -d ").append(quoted(Choices.about(option.description()))).append('\n');
  }

  private static String values(ArgSpec argument) {
    List<String> words = Choices.words(argument);
    if (!words.isEmpty()) {
      return " -a " + quoted(String.join(" ", words));
    }
    if (Choices.isFolder(argument)) {
      return " -a '(__fish_complete_directories)'";
    }
    return Choices.isFile(argument) ? " -F" : "";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
