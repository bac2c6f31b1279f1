package io.plumbline.format.model;

import io.plumbline.core.model.Issue;
import io.plumbline.core.model.Quoted;
import io.plumbline.format.text.TextWidth;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Shows findings to people and programs. To people: {@code file:line:column: error: what was found;
 * expected what}, then the line of the file with a caret under the place.
 */
public final class IssuePrinter {
  private static final int MAX_COLUMNS = 100;
  private static final int COLUMNS_BEFORE = 60;
  private static final JsonFactory JSON = new JsonFactory();

  private IssuePrinter() {}

  /** All findings for a person, each with its line; ends with a line break. */
  public static String text(SourceText source, List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(message(source, finding)).append('\n');
      text.append(snippet(source, finding.position()));
    }
    return text.toString();
  }

  /** One finding in one line, without the line of the file. */
  public static String message(SourceText source, Finding finding) {
    Position at = finding.position();
    Issue issue = finding.issue();
    return Quoted.visible(source.name())
        + ":"
        + at.line()
        + ":"
        + at.column()
        + ": "
        + severity(issue)
        + ": "
        + issue.found()
        + "; expected "
        + issue.expected();
  }

  /** All findings for a program: a JSON array of objects, in one line. */
  public static String json(SourceText source, List<Finding> findings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringProperty("file", source.name());
        json.writeNumberProperty("line", finding.position().line());
        json.writeNumberProperty("column", finding.position().column());
        json.writeStringProperty("severity", severity(finding.issue()));
        json.writeStringProperty("code", finding.issue().code());
        json.writeStringProperty("path", finding.issue().path());
        json.writeStringProperty("found", finding.issue().found());
        json.writeStringProperty("expected", finding.issue().expected());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static String severity(Issue issue) {
    return issue.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String snippet(SourceText source, Position at) {
    String line = source.line(at.line());
    if (line.isBlank()) {
      return "";
    }
    int[] characters = line.codePoints().toArray();
    int caret = Math.min(at.column() - 1, characters.length);
    int from = start(characters, caret);
    StringBuilder shown = new StringBuilder(from > 0 ? "…" : "");
    StringBuilder under = new StringBuilder(from > 0 ? " " : "");
    int columns = 0;
    int i = from;
    for (; i < characters.length && columns < MAX_COLUMNS; i++) {
      int c = Quoted.isHidden(characters[i]) ? ' ' : characters[i];
      shown.appendCodePoint(c);
      int width = TextWidth.of(Character.toString(c));
      columns += width;
      if (i < caret) {
        under.append(" ".repeat(width));
      }
    }
    shown.append(i < characters.length ? "…" : "");
    String number = Integer.toString(at.line());
    String gutter = " ".repeat(Math.max(0, 4 - number.length()));
    return gutter
        + number
        + " | "
        + shown.toString().stripTrailing()
        + "\n"
        + " ".repeat(Math.max(4, number.length()))
        + " | "
        + under
        + "^\n";
  }

  /** Where the shown part of a long line begins, so that the caret is in it. */
  private static int start(int[] characters, int caret) {
    int columns = 0;
    int start = caret;
    while (start > 0 && columns < COLUMNS_BEFORE) {
      start--;
      columns += TextWidth.of(Character.toString(characters[start]));
    }
    boolean fits = caret < MAX_COLUMNS && characters.length <= MAX_COLUMNS;
    return fits ? 0 : start;
  }
}
