package io.plumbline.core.model;

import java.util.Locale;

/** How messages show a text that an author wrote: cut where it is long, nothing in it hidden. */
public final class Quoted {
  private static final int MAX_SHOWN = 60;

  private Quoted() {}

  /** A text in quotes. */
  public static String of(String text) {
    return '"' + cut(text).replace("\"", "\\\"") + '"';
  }

  /** A text without quotes. */
  public static String cut(String text) {
    boolean fits = text.codePointCount(0, text.length()) <= MAX_SHOWN;
    return visible(
        fits ? text : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN - 1)) + "…");
  }

  /** A text whose characters all show, and do nothing to a terminal. */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  /** Whether a character shows nothing, or does something to a terminal. */
  public static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED;
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (isHidden(c)) {
      out.append(String.format(Locale.ROOT, "\\u%04X", c));
    } else {
      out.appendCodePoint(c);
    }
  }
}
