package io.plumbline.format.model;

import io.plumbline.core.model.Issue;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says why a file is not YAML. */
final class NotYaml {
  private static final int MAX_SHOWN = 200;

  private NotYaml() {}

  static Finding finding(MarkedYamlEngineException e, SourceText source) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    boolean open = problem.contains("end of stream") && e.getContextMark().isPresent();
    Position position =
        (open ? e.getContextMark() : e.getProblemMark())
            .map(NotYaml::position)
            .orElse(Position.START);
    String context = e.getContext() == null ? "" : e.getContext();
    String line = source.line(position.line());
    String found = (context.isEmpty() ? "" : context + ": ") + problem;
    boolean tab = problem.contains("\\t(TAB)");
    return finding(position, tab ? "a tab outside quotes" : found, hint(found, line));
  }

  static Finding finding(YamlEngineException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return finding(Position.START, message, "YAML 1.2");
  }

  static Finding finding(Position position, String found, String expected) {
    String plain = found.replaceAll("\\s+", " ").strip();
    String shown = plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "..." : plain;
    return new Finding(Issue.error("not-yaml", "", "not YAML: " + shown, expected), position);
  }

  static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Where a character stands that no YAML file can hold; empty where there is none. */
  static Optional<Finding> unprintable(SourceText source) {
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < 0x20 ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7F && c < 0xA0;
      if ((control && c != 0x85) || c == 0xFFFE || c == 0xFFFF) {
        String found = String.format(Locale.ROOT, "the character U+%04X", (int) c);
        return Optional.of(finding(source.position(i), found, "printable characters"));
      }
    }
    return Optional.empty();
  }

  private static String hint(String found, String line) {
    if (found.contains("quoted scalar") && found.contains("end of stream")) {
      return "a closing quote";
    }
    if (found.contains("alias") || found.contains("anchor")) {
      return "quotes around a text that begins with * or &";
    }
    if (found.contains("\\t(TAB)")) {
      return "spaces in place of tabs";
    }
    if (found.contains("cannot start any token")) {
      return "quotes around a text that begins with %, @ or `";
    }
    if (found.contains("mapping values are not allowed")) {
      return "quotes around a text with a colon in it, or another indentation";
    }
    if (line.contains("\t")) {
      return "YAML 1.2; the line holds a tab, which does not indent";
    }
    return "YAML 1.2";
  }
}
