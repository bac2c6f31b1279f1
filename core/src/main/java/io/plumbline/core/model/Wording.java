package io.plumbline.core.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sentences that several checks say. */
final class Wording {
  static final String AN_ID =
      "an id: lower-case letters a to z, digits and -, at most 63, not beginning with -";
  static final String A_NAME =
      "a name: letters, digits, _ and -, beginning with a letter, at most 63";
  static final String A_LABEL = "a grade's label: a name or a number";
  static final String IN_BOUNDS = "a number from -1000000 to 1000000";

  private Wording() {}

  static String quoted(String text) {
    return Quoted.of(text);
  }

  /** The known words, and which of them was perhaps meant. */
  static String oneOf(String what, Collection<String> words, String found) {
    if (words.isEmpty()) {
      return what + ", of which there are none";
    }
    String list = words.stream().limit(20).map(Wording::quoted).collect(Collectors.joining(", "));
    String more = words.size() > 20 ? ", ..." : "";
    String meant =
        Spelling.nearest(found, words)
            .map(word -> " (did you mean " + quoted(word) + "?)")
            .orElse("");
    return "one of " + what + " " + list + more + meant;
  }

  static void checkName(IssueLog log, String what, String path, String name) {
    if (!Naming.isName(name)) {
      log.errorAtName("bad-name", path, "the " + what + "'s name " + quoted(name), A_NAME);
    }
  }

  static void checkBounds(IssueLog log, String path, Points points) {
    if (!Limits.allows(points)) {
      log.error("out-of-bounds", path, points.toString(), IN_BOUNDS);
    }
  }

  static void checkUnique(IssueLog log, String what, String path, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        String found = "the " + what + " " + quoted(name) + " again";
        log.errorAtName("repeated-name", Pointer.to(path, name), found, "it once");
      }
    }
  }
}
