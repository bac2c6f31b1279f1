package io.plumbline.cli;

import io.plumbline.format.facts.MissingColumns;
import java.util.List;
import java.util.stream.Collectors;

/** Says which columns the model looks at in vain: most often a name is spelled otherwise. */
final class MissingHint {
  private static final int MOST_NAMED = 5;
  private static final int LONGEST = 60;

  private MissingHint() {}

  /** Says it where there is something to say, of {@code leads} or {@code events}. */
  static void say(Console console, String what, MissingColumns missing) {
    List<String> columns = missing.columns();
    if (columns.isEmpty()) {
      return;
    }
    String named =
        columns.stream()
            .limit(MOST_NAMED)
            .map(column -> named(column, missing.present()))
            .collect(Collectors.joining(", "));
    int more = columns.size() - MOST_NAMED;
    console.say(
        "the model looks at "
            + (columns.size() == 1 ? "a column that" : "columns that")
            + " no file of "
            + what
            + " has: "
            + named
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private static String named(String column, List<String> present) {
    String near =
        Suggestion.nearest(column, present)
            .map(other -> " (did you mean " + shown(other) + "?)")
            .orElse("");
    return shown(column) + near;
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", " ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }
}
