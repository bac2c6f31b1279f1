package io.plumbline.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a person probably meant by a word that does not exist. */
final class Suggestion {
  private static final int LONGEST = 60;

  private Suggestion() {}

  /** The nearest of the words that do exist, where one is near. */
  static Optional<String> nearest(String word, Collection<String> existing) {
    if (word.isBlank() || word.length() > LONGEST) {
      return Optional.empty();
    }
    return existing.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean X?"}, or nothing. */
  static String phrase(String word, Collection<String> existing) {
    return nearest(word, existing).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static boolean isNear(String word, String candidate) {
    String small = bare(word);
    String other = bare(candidate);
    boolean begins = small.length() >= 2 && other.startsWith(small);
    return begins || distance(word, candidate) <= Math.max(1, other.length() / 3);
  }

  /** Insertions, deletions, changes and swaps of neighbours that lead from one to the other. */
  static int distance(String from, String to) {
    String a = bare(from);
    String b = bare(to);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int change = d[i - 1][j - 1] + (same ? 0 : 1);
        d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
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

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
  }
}
