package io.plumbline.store.jdbc;

/**
 * Texts as columns hold them: U+0000 and halves of surrogate pairs, which a database or UTF-8 does
 * not take, are written as U+FFFF and four hexadecimal digits, so that every text comes back as it
 * was.
 */
final class HeldText {
  private static final char ESCAPE = '\uFFFF';

  private HeldText() {}

  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c == ESCAPE || Character.isSurrogate(c)) {
        return escaped(text);
      }
    }
    return text;
  }

  static String from(String held) {
    return held.indexOf(ESCAPE) < 0 ? held : unescaped(held);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 10);
    text.codePoints()
        .forEach(
            point -> {
              if (point == 0 || point == ESCAPE || isHalf(point)) {
                out.append(ESCAPE).append(String.format("%04x", point));
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static String unescaped(String held) {
    StringBuilder out = new StringBuilder(held.length());
    int at = 0;
    while (at < held.length()) {
      char c = held.charAt(at);
      if (c == ESCAPE) {
        out.append((char) Integer.parseInt(held, at + 1, at + 5, 16));
        at += 5;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }
}
