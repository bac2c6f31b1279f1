package io.plumbline.core.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over a whole text: {@code *} is any run of characters, {@code ?} one code point. Takes
 * time of at most pattern times text, never more.
 */
final class Glob {
  private final int[] pattern;
  private final boolean plainParts;
  private final String[] parts;

  Glob(String normalPattern) {
    pattern = normalPattern.codePoints().toArray();
    plainParts = normalPattern.indexOf('?') < 0;
    parts = parts(normalPattern);
  }

  /** What stands before, between and behind the stars. */
  private static String[] parts(String pattern) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
      parts.add(pattern.substring(from, star));
      from = star + 1;
    }
    parts.add(pattern.substring(from));
    return parts.toArray(String[]::new);
  }

  boolean matches(String text) {
    return plainParts ? matchesParts(text) : matchesPoints(text);
  }

  /**
   * Without {@code ?}: the first part begins the text, the last ends it, the rest come in order.
   */
  private boolean matchesParts(String text) {
    int last = parts.length - 1;
    if (last == 0) {
      return text.equals(parts[0]);
    }
    int end = text.length() - parts[last].length();
    int at = parts[0].length();
    if (at > end || !text.startsWith(parts[0]) || !text.endsWith(parts[last])) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return at <= end;
  }

  private boolean matchesPoints(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      int point = text.codePointAt(t);
      if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == point)) {
        p++;
        t += Character.charCount(point);
      } else if (star >= 0) {
        p = star + 1;
        resume += Character.charCount(text.codePointAt(resume));
        t = resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }
}
