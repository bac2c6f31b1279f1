package io.plumbline.checks.tidy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of files as text. Words are split here so that this file passes its own rules. */
final class TextRules {

  static final int LONGEST_FILE_LINES = 500;
  static final int LONG_FILE_LINES = 300;
  private static final int LONGEST_LINE_CHARACTERS = 100;

  private static final Pattern OPEN_WORK =
      Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\(#[0-9]+\\))");
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(?:Manager|Helper|Utils?|Impl|Service|Processor)(?:Test)?\\.java");
  private static final Pattern EMPTY_FOLDER =
      Pattern.compile("/(?:common|helpers?|misc|utils?|impl)/");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(?:work|root|home/\\w+|Users/\\w+|tmp/\\w+)/");
  private static final Pattern REGISTRY =
      Pattern.compile("https?://[^/\\s]*(?:registry|artifactory|nexus|mirror|proxy|\\brepo1?\\.)");

  private TextRules() {}

  /** Code of more lines than a reader holds in mind. */
  static Stream<Finding> fileLength(TextFile file) {
    int lines = file.lines().size();
    return isCode(file) && lines > LONGEST_FILE_LINES
        ? Stream.of(
            new Finding(file.path(), 0, lines + " lines, " + LONGEST_FILE_LINES + " at most"))
        : Stream.empty();
  }

  /** A long name of somebody else's class cannot be broken where it is imported. */
  static Stream<Finding> lineLength(TextFile file) {
    return isCode(file)
        ? file.findings(
            line ->
                line.codePointCount(0, line.length()) > LONGEST_LINE_CHARACTERS
                    && !line.startsWith("import "),
            "more than " + LONGEST_LINE_CHARACTERS + " columns")
        : Stream.empty();
  }

  static Stream<Finding> tabs(TextFile file) {
    return isCode(file) || file.isMarkdown() || file.path().matches(".*\\.(?:ya?ml|xml)")
        ? file.findings(line -> line.indexOf('\t') >= 0, "a tab")
        : Stream.empty();
  }

  static Stream<Finding> openWorkWithoutIssue(TextFile file) {
    return isCode(file) || file.path().endsWith(".xml")
        ? file.findings(
            line -> OPEN_WORK.matcher(line).find(), "open work without an issue, as in (#12)")
        : Stream.empty();
  }

  static Stream<Finding> disabledTests(TextFile file) {
    return file.isJava()
        ? file.findings(line -> line.strip().startsWith("@Dis" + "abled"), "a disabled test")
        : Stream.empty();
  }

  static Stream<Finding> emptyNames(TextFile file) {
    String folders = "/" + file.path().toLowerCase(Locale.ROOT);
    return file.isJava()
            && (EMPTY_NAME.matcher(file.name()).find() || EMPTY_FOLDER.matcher(folders).find())
        ? Stream.of(new Finding(file.path(), 0, "a name that does not say what it is"))
        : Stream.empty();
  }

  /** Paths of one machine, and hosts of package registries, which differ from place to place. */
  static Stream<Finding> machinePlaces(TextFile file) {
    return file.findings(
        line -> MACHINE_PATH.matcher(line).find() || REGISTRY.matcher(line).find(),
        "a place that exists on one machine only");
  }

  /** Each folder of production code says {@code @NullMarked} in its package-info. */
  static Stream<Finding> nullMarks(List<TextFile> files) {
    return files.stream()
        .filter(file -> file.isJava() && file.path().contains("/src/main/java/"))
        .map(file -> file.path().substring(0, file.path().lastIndexOf('/')))
        .distinct()
        .filter(folder -> files.stream().noneMatch(file -> marksNulls(file, folder)))
        .map(folder -> new Finding(folder, 0, "no package-info.java with @NullMarked"));
  }

  private static boolean marksNulls(TextFile file, String folder) {
    return file.path().equals(folder + "/package-info.java")
        && file.lines().contains("@NullMarked");
  }

  private static boolean isCode(TextFile file) {
    return file.isJava() || file.isScript();
  }
}
