package io.plumbline.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for zsh: a function a command, built on {@code _arguments}. */
final class ZshScript {
  private final CommandSpec root;
  private final String name;
  private final StringBuilder out = new StringBuilder();

  ZshScript(CommandSpec root) {
    this.root = root;
    this.name = root.name();
  }

  String text() {
    List<CommandSpec> commands = Choices.commands(root);
    line("#compdef " + name);
    line("# Completions of " + name + " for zsh.");
    commands.forEach(this::command);
    line("");
    line("_" + name + "() {");
    line("  local context state state_descr line");
    line("  typeset -A opt_args");
    line("  local -a commands");
    line("  commands=(");
    for (CommandSpec command : commands) {
      String about = Choices.about(command.usageMessage().header());
      line("    " + quoted(command.name() + ":" + about.replace(":", "\\:")));
    }
    line("  )");
    line("  _arguments -C \\");
    Choices.options(root).forEach(option -> line("    " + option(option) + " \\"));
    line("    '1:command:->command' '*::argument:->argument'");
    line("  case $state in");
    line("    command) _describe -t commands 'command' commands ;;");
    line("    argument)");
    line("      case $words[1] in");
    for (CommandSpec command : commands) {
      line("        " + command.name() + ") " + function(command) + " ;;");
    }
    line("      esac ;;");
    line("  esac");
    line("}");
    line("");
    // Autoloaded from $fpath the file is the function's body; sourced, it must register itself.
    line("if [ \"$funcstack[1]\" = \"_" + name + "\" ]; then");
    line("  _" + name + " \"$@\"");
    line("else");
    line("  compdef _" + name + " " + name);
    line("fi");
    return out.toString();
  }

  private void command(CommandSpec command) {
    line("");
    line(function(command) + "() {");
    Stream<String> options = Choices.options(command).stream().map(ZshScript::option);
    Stream<String> parameters = command.positionalParameters().stream().map(ZshScript::parameter);
    String arguments =
        Stream.concat(options, parameters).map(a -> " \\\n    " + a).collect(Collectors.joining());
    line("  _arguments" + arguments);
    line("}");
  }

  private String function(CommandSpec command) {
    return "_" + name + "_" + command.name().replace('-', '_');
  }

  /** An option as {@code '(-h --help)'{-h,--help}'[what it does]'}. */
  private static String option(OptionSpec option) {
    String about = "[" + bare(Choices.about(option.description())) + "]";
    boolean many = option.isMultiValue();
    String value = Choices.takesValue(option) ? value(option) : "";
    String repeated = many ? "*" : "";
    if (option.names().length == 1) {
      return quoted(repeated + option.names()[0] + about + value);
    }
    String names = String.join(" ", option.names());
    String braces = "{" + String.join(",", option.names()) + "}";
    return quoted((many ? "*" : "(" + names + ")")) + braces + quoted(about + value);
  }

  private static String parameter(PositionalParamSpec parameter) {
    boolean many = parameter.arity().max() > 1 || parameter.isMultiValue();
    return quoted((many ? "*" : Integer.toString(parameter.index().min() + 1)) + value(parameter));
  }

  private static String value(ArgSpec argument) {
    String label =
        argument.paramLabel().replaceAll("[^A-Za-z-]", "").toLowerCase(java.util.Locale.ROOT);
    List<String> words = Choices.words(argument);
    if (!words.isEmpty()) {
      return ":" + label + ":(" + String.join(" ", words) + ")";
    }
    if (Choices.isFolder(argument)) {
      return ":" + label + ":_files -/";
    }
    return ":" + label + ":" + (Choices.isFile(argument) ? "_files" : "");
  }

  private static String bare(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
