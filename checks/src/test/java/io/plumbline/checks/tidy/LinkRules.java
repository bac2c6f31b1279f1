package io.plumbline.checks.tidy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of links between documents: that they lead somewhere. */
final class LinkRules {

  private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");

  private LinkRules() {}

  /**
   * Links of a document to files and headings that are not there.
   *
   * @param exists whether a path of the repository is a file or folder
   * @param read the text of a document, by its path
   */
  static Stream<Finding> deadLinks(
      TextFile file, Function<String, Boolean> exists, Function<String, Optional<String>> read) {
    if (!file.isMarkdown()) {
      return Stream.empty();
    }
    String prose = CODE.matcher(withoutFences(file.text())).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(match -> match.group(1))
        .filter(target -> !ELSEWHERE.matcher(target).matches())
        .filter(target -> !leadsSomewhere(file, target, exists, read))
        .map(target -> new Finding(file.path(), 0, "a link that leads nowhere: " + target));
  }

  private static boolean leadsSomewhere(
      TextFile file,
      String target,
      Function<String, Boolean> exists,
      Function<String, Optional<String>> read) {
    String[] parts = target.split("#", 2);
    String path = parts[0].isEmpty() ? file.path() : resolve(file.path(), parts[0]);
    if (!exists.apply(path)) {
      return false;
    }
    return parts.length == 1
        || read.apply(path).map(text -> anchors(text).contains(parts[1])).orElse(false);
  }

  private static String resolve(String from, String target) {
    int slash = from.lastIndexOf('/');
    String folder = slash < 0 ? "" : from.substring(0, slash + 1);
    return java.nio.file.Path.of(folder + target).normalize().toString().replace('\\', '/');
  }

  /** The names that a heading gets: lower case, spaces as hyphens, other signs left out. */
  private static List<String> anchors(String text) {
    return withoutFences(text)
        .lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ +", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String withoutFences(String text) {
    return FENCED.matcher(text).replaceAll("");
  }
}
