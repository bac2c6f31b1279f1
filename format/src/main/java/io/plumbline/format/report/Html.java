package io.plumbline.format.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML so that no text can become markup: tags and attribute names are given by the program,
 * everything else is escaped. What is opened must be closed in order. Not thread-safe.
 */
final class Html {
  private static final int LONGEST_TEXT = 120;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String tag, String... attributes) {
    startTag(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes text. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** Writes an element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Writes an element that holds nothing and is not closed, as {@code meta} or {@code rect}. */
  Html leaf(String tag, String... attributes) {
    startTag(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Writes a text that came with the data: its direction stays its own, and its length bounded. */
  Html foreign(String text) {
    String bounded = text;
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      bounded = text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }
    return element("bdi", bounded);
  }

  /** Begins a new line, so that the page can be read as text. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Writes text of the program as it is. */
  Html raw(String trusted) {
    out.append(trusted);
    return this;
  }

  private void startTag(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute has a name and a value");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
      }
    }
  }

  /** HTML has no place for controls, halves of surrogate pairs and what is no character. */
  private static boolean isAllowed(int point) {
    return !(Character.isISOControl(point) && point != '\n' && point != '\t')
        && Character.getType(point) != Character.SURROGATE
        && (point & 0xFFFE) != 0xFFFE;
  }

  /** The page. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
