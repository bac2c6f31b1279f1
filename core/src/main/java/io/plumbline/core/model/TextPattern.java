package io.plumbline.core.model;

import io.plumbline.core.fact.NormalText;
import java.util.Arrays;

/** A set of texts in normal form: characters, with any run and any character among them. */
final class TextPattern {
  private static final int ANY_RUN = -1;
  private static final int ANY_CHARACTER = -2;

  private final int[] symbols;

  private TextPattern(int[] symbols) {
    this.symbols = symbols;
  }

  /** Just the text. */
  static TextPattern exactly(String text) {
    return new TextPattern(NormalText.of(text).codePoints().toArray());
  }

  /** The texts for which a text operator holds with one text. */
  static TextPattern of(Operator.TextKind kind, String text) {
    int[] plain = exactly(text).symbols;
    return switch (kind) {
      case CONTAINS -> new TextPattern(framed(true, plain, true));
      case STARTS_WITH -> new TextPattern(framed(false, plain, true));
      case ENDS_WITH -> new TextPattern(framed(true, plain, false));
      case MATCHES ->
          new TextPattern(
              Arrays.stream(plain)
                  .map(c -> c == '*' ? ANY_RUN : c == '?' ? ANY_CHARACTER : c)
                  .toArray());
    };
  }

  private static int[] framed(boolean before, int[] text, boolean after) {
    int start = before ? 1 : 0;
    int[] framed = new int[start + text.length + (after ? 1 : 0)];
    Arrays.fill(framed, ANY_RUN);
    System.arraycopy(text, 0, framed, start, text.length);
    return framed;
  }

  /**
   * Whether every text of the other set is in this one. Never true without being so; in rare cases
   * false although it is so.
   */
  boolean includes(TextPattern other) {
    int[] text = other.symbols;
    int i = 0;
    int j = 0;
    int afterRun = -1;
    int retry = 0;
    while (j < text.length) {
      if (i < symbols.length && symbols[i] == ANY_RUN) {
        afterRun = ++i;
        retry = j;
      } else if (i < symbols.length && covers(symbols[i], text[j])) {
        i++;
        j++;
      } else if (afterRun >= 0) {
        i = afterRun;
        j = ++retry;
      } else {
        return false;
      }
    }
    while (i < symbols.length && symbols[i] == ANY_RUN) {
      i++;
    }
    return i == symbols.length;
  }

  private static boolean covers(int symbol, int other) {
    return symbol == other || (symbol == ANY_CHARACTER && other != ANY_RUN);
  }
}
