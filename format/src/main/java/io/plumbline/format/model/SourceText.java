package io.plumbline.format.model;

import java.util.ArrayList;
import java.util.List;

/** The text of a file and its lines, with the name that messages give it. */
public final class SourceText {
  private final String name;
  private final String text;
  private final List<String> lines;

  SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = split(text);
  }

  public String name() {
    return name;
  }

  String text() {
    return text;
  }

  /** A line without its break, counted from 1; empty where the file has no such line. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** The position of a character, counted from 0 in UTF-16 units. */
  Position position(int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (isBreak(text, i)) {
        line++;
        start = i + 1;
      }
    }
    return new Position(line, text.codePointCount(start, offset) + 1);
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isBreak(text, i)) {
        boolean pair = text.charAt(i) == '\n' && i > start && text.charAt(i - 1) == '\r';
        lines.add(text.substring(start, pair ? i - 1 : i));
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return lines;
  }

  /** Whether a line ends with the character: LF, or CR that stands without LF. */
  private static boolean isBreak(String text, int i) {
    char c = text.charAt(i);
    return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
  }
}
