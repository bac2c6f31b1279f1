package io.plumbline.checks.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule of tidiness catches what it is for, and lets the rest pass. */
final class TidyRulesTest {

  @Test
  void fileLength() {
    assertThat(found(TextRules::fileLength, "A.java", "x\n".repeat(501))).hasSize(1);
    assertThat(found(TextRules::fileLength, "A.java", "x\n".repeat(500))).isEmpty();
    assertThat(found(TextRules::fileLength, "data.csv", "x\n".repeat(501))).isEmpty();
  }

  @Test
  void lineLength() {
    assertThat(found(TextRules::lineLength, "A.java", "short\n" + "x".repeat(101)))
        .containsExactly("A.java:2: more than 100 columns");
    assertThat(found(TextRules::lineLength, "run", "#!/bin/sh\n" + "x".repeat(101))).hasSize(1);
    assertThat(found(TextRules::lineLength, "A.java", "x".repeat(100))).isEmpty();
    assertThat(found(TextRules::lineLength, "A.java", "import a." + "x".repeat(99))).isEmpty();
  }

  @Test
  void tabs() {
    assertThat(found(TextRules::tabs, "A.java", "\tx")).hasSize(1);
    assertThat(found(TextRules::tabs, "a.yaml", "\tx")).hasSize(1);
    assertThat(found(TextRules::tabs, "a.tsv", "\tx")).isEmpty();
  }

  @Test
  void openWork() {
    assertThat(found(TextRules::openWorkWithoutIssue, "A.java", "// TO" + "DO later")).hasSize(1);
    assertThat(found(TextRules::openWorkWithoutIssue, "A.java", "// FIX" + "ME")).hasSize(1);
    assertThat(found(TextRules::openWorkWithoutIssue, "A.java", "// TO" + "DO(#7) x")).isEmpty();
  }

  @Test
  void disabledTests() {
    assertThat(found(TextRules::disabledTests, "A.java", "  @Dis" + "abled(\"x\")")).hasSize(1);
    assertThat(found(TextRules::disabledTests, "A.java", "  @Test")).isEmpty();
  }

  @Test
  void emptyNames() {
    assertThat(found(TextRules::emptyNames, "a/RuleManager.java", "")).hasSize(1);
    assertThat(found(TextRules::emptyNames, "a/StringUtilsTest.java", "")).hasSize(1);
    assertThat(found(TextRules::emptyNames, "core/util/Text.java", "")).hasSize(1);
    assertThat(found(TextRules::emptyNames, "a/Implication.java", "")).isEmpty();
  }

  @Test
  void machinePlaces() {
    assertThat(found(TextRules::machinePlaces, "a.md", "see /wo" + "rk/x")).hasSize(1);
    assertThat(found(TextRules::machinePlaces, "a.sh", "cd /ro" + "ot/x")).hasSize(1);
    assertThat(found(TextRules::machinePlaces, "a.xml", "<url>https://mir" + "ror.example/maven"))
        .hasSize(1);
    assertThat(found(TextRules::machinePlaces, "a.md", "net/work/x and https://www.w3.org/TR"))
        .isEmpty();
  }

  @Test
  void nullMarks() {
    TextFile code = new TextFile("a/src/main/java/p/A.java", "");
    TextFile unmarked = new TextFile("a/src/main/java/p/package-info.java", "package p;\n");
    TextFile marked = new TextFile(unmarked.path(), "@NullMarked\npackage p;\n");

    assertThat(TextRules.nullMarks(List.of(code))).hasSize(1);
    assertThat(TextRules.nullMarks(List.of(code, unmarked))).hasSize(1);
    assertThat(TextRules.nullMarks(List.of(code, marked))).isEmpty();
  }

  @Test
  void methodLength() {
    assertThat(java("class A { void f() {\n" + "g();\n".repeat(70) + "} }"))
        .containsExactly("A.java:1: f has 72 lines, 70 at most");
    assertThat(java("class A { void f() {\n" + "g();\n".repeat(68) + "} }")).isEmpty();
  }

  @Test
  void parameters() {
    String six = "(int a, int b, int c, int d, int e, int f)";
    assertThat(java("class A { void f" + six + " {} }")).hasSize(1);
    assertThat(java("class A { A" + six + " {} }")).hasSize(1);
    assertThat(java("interface A { void f" + six + "; }")).hasSize(1);
    assertThat(java("record A" + six + " { A { } }")).isEmpty();
    assertThat(java("record A(int x) { A" + six + " { this(a); } }")).isEmpty();
    assertThat(java("record A(int x) { void f" + six + " {} }")).hasSize(1);
  }

  @Test
  void typeNames() {
    assertThat(java("class A { record RowHelper() {} }"))
        .containsExactly("A.java:1: RowHelper does not say what it is");
  }

  @Test
  void deadLinks() {
    Map<String, String> files = Map.of("docs/b.md", "# One, two\n", "docs/a.md", "");
    assertThat(links("[b](b.md) [b](b.md#one-two) [w](https://www.w3.org)", files)).isEmpty();
    assertThat(links("[up](../docs/b.md) `[x](code.md)`\n```\n[x](y.md)\n```\n", files)).isEmpty();
    assertThat(links("[c](c.md)", files))
        .containsExactly("docs/a.md: a link that leads nowhere: c.md");
    assertThat(links("[b](b.md#three)", files)).hasSize(1);
    assertThat(links("[me](#none)", files)).hasSize(1);
  }

  private static List<String> links(String text, Map<String, String> files) {
    return LinkRules.deadLinks(
            new TextFile("docs/a.md", text),
            files::containsKey,
            path -> Optional.ofNullable(files.get(path)))
        .map(Finding::toString)
        .toList();
  }

  private static List<String> java(String text) {
    return JavaRules.findings(List.of(new TextFile("A.java", text))).stream()
        .map(Finding::toString)
        .toList();
  }

  private static List<String> found(
      Function<TextFile, Stream<Finding>> rule, String path, String text) {
    return rule.apply(new TextFile(path, text)).map(Finding::toString).toList();
  }
}
