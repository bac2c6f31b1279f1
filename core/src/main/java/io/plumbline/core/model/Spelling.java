package io.plumbline.core.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one was perhaps meant to be. */
public final class Spelling {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_WORDS = 2000;

  private Spelling() {}

  /** The nearest known word, or nothing where none is near; the first of equally near ones. */
  public static Optional<String> nearest(String found, Collection<String> words) {
    if (found.isEmpty() || found.length() > MAX_LENGTH || words.size() > MAX_WORDS) {
      return Optional.empty();
    }
    String plain = plain(found);
    Optional<String> nearest = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String word : words) {
      int shorter = Math.min(plain.length(), word.length());
      int allowed = shorter < 3 ? 0 : Math.max(1, shorter / 3);
      if (word.length() <= MAX_LENGTH && Math.abs(word.length() - plain.length()) <= allowed) {
        int distance = distance(plain, plain(word));
        if (distance <= allowed && distance < least) {
          least = distance;
          nearest = Optional.of(word);
        }
      }
    }
    return nearest;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one word the other. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
