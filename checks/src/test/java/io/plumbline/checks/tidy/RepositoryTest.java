package io.plumbline.checks.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This repository is tidy. */
final class RepositoryTest {

  /** Files that break a rule on purpose, to prove that the rules see it. The only exception. */
  private static final String FIXTURES = "checks/src/test/java/io/plumbline/checks/fixture/";

  @Test
  void filesAreShort() {
    assertNone(TextRules::fileLength);
  }

  @Test
  void linesAreShort() {
    assertNone(TextRules::lineLength);
  }

  @Test
  void noTabs() {
    assertNone(TextRules::tabs);
  }

  @Test
  void openWorkNamesItsIssue() {
    assertNone(TextRules::openWorkWithoutIssue);
  }

  @Test
  void noTestIsDisabled() {
    assertNone(TextRules::disabledTests);
  }

  @Test
  void namesSayWhatAThingIs() {
    assertNone(TextRules::emptyNames);
  }

  @Test
  void noPlaceOfOneMachine() {
    assertNone(TextRules::machinePlaces);
  }

  @Test
  void everyPackageMarksNulls() {
    assertThat(TextRules.nullMarks(Repository.javaFiles())).isEmpty();
  }

  @Test
  void methodsAreShortAndTakeFewParameters() {
    assertThat(JavaRules.findings(judgedJavaFiles())).isEmpty();
  }

  @Test
  void linksLeadSomewhere() {
    assertNone(
        file ->
            LinkRules.deadLinks(
                file, path -> Files.exists(Repository.ROOT.resolve(path)), this::textOf));
  }

  @Test
  void looksAtTheWholeRepository() {
    assertThat(Repository.textFiles().stream().map(TextFile::path))
        .contains("pom.xml", "plumbline", "LICENSE", "core/pom.xml", ".editorconfig")
        .noneMatch(path -> path.contains("/target/"));
  }

  /** Not a failure: what is on the way to becoming too long. */
  @Test
  void reportsWhatGrows() {
    Repository.textFiles().stream()
        .filter(file -> file.isJava() || file.isScript())
        .filter(file -> file.lines().size() > TextRules.LONG_FILE_LINES)
        .forEach(file -> System.out.println(file.path() + ": " + file.lines().size() + " lines"));
    JavaRules.longMethods(judgedJavaFiles()).forEach(System.out::println);
  }

  private Optional<String> textOf(String path) {
    return Repository.textFiles().stream()
        .filter(file -> file.path().equals(path))
        .map(TextFile::text)
        .findFirst();
  }

  private static void assertNone(Function<TextFile, Stream<Finding>> rule) {
    assertThat(judged(Repository.textFiles()).stream().flatMap(rule)).isEmpty();
  }

  private static List<TextFile> judgedJavaFiles() {
    return judged(Repository.javaFiles());
  }

  private static List<TextFile> judged(List<TextFile> files) {
    return files.stream().filter(file -> !file.path().startsWith(FIXTURES)).toList();
  }
}
