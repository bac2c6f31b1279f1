package io.plumbline.checks.tidy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text file of the repository.
 *
 * @param path from the root of the repository, with {@code /}
 */
record TextFile(String path, String text) {

  List<String> lines() {
    return text.lines().toList();
  }

  /** The file's name, without the folders. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isMarkdown() {
    return path.endsWith(".md");
  }

  /** Whether it is a script: by its name, or by its first characters. */
  boolean isScript() {
    return path.endsWith(".sh") || text.startsWith("#!");
  }

  /** One finding for each line that the test picks. */
  Stream<Finding> findings(LineTest isUntidy, String what) {
    List<String> lines = lines();
    return IntStream.range(0, lines.size())
        .filter(index -> isUntidy.matches(lines.get(index)))
        .mapToObj(index -> new Finding(path, index + 1, what));
  }

  /** A question to one line. */
  interface LineTest {
    boolean matches(String line);
  }
}
