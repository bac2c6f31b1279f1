package io.plumbline.core.engine;

/**
 * A pattern over a whole text: {@code *} is any run of characters, {@code ?} one code point. Takes
 * time of at most pattern times text, never more.
 */
final class Glob {
  private final int[] pattern;

  Glob(String normalPattern) {
    pattern = normalPattern.codePoints().toArray();
  }

  boolean matches(String text) {
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
