package io.plumbline.format.model;

/** The text of a file and its lines, with the name that messages give it. */
public final class SourceText {
  private final String name;
  private final String text;
  private final String[] lines;

  /** A text whose line breaks, LF, CR LF or CR, all become LF. */
  SourceText(String name, String text) {
    this.name = name;
    this.text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    this.lines = this.text.split("\n", -1);
  }

  public String name() {
    return name;
  }

  String text() {
    return text;
  }

  /** A line without its break, counted from 1; empty where the file has no such line. */
  public String line(int number) {
    return number >= 1 && number <= lines.length ? lines[number - 1] : "";
  }

  /** The position of a character, counted from 0 in UTF-16 units. */
  Position position(int offset) {
    int start = offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    long line = text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    return new Position((int) line, text.codePointCount(start, offset) + 1);
  }
}
