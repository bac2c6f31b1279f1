package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextDiffTest {

  @Test
  void sameText_hasNoDifference() {
    assertThat(diff("a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void changedLine_isShownWithThreeLinesAround() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(diff(before, before.replace("5", "five")))
        .isEqualTo(
            """
            --- a
            +++ b
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void changesFarApart_areTwoHunks_closeOnesAreOne() {
    String before = String.join("\n", numbers(30)) + "\n";
    assertThat(diff(before, before.replace("\n5\n", "\nx\n").replace("\n25\n", "\ny\n")))
        .contains("@@ -2,7 +2,7 @@", "@@ -22,7 +22,7 @@");
    assertThat(diff(before, before.replace("\n5\n", "\nx\n").replace("\n9\n", "\ny\n")))
        .containsOnlyOnce("@@ -2,11 +2,11 @@");
  }

  @Test
  void fromNothing_everyLineComes() {
    assertThat(diff("", "a\nb\n")).isEqualTo("--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    assertThat(diff("a\n", "")).isEqualTo("--- a\n+++ b\n@@ -1 +0,0 @@\n-a\n");
  }

  @Test
  void anyTwoTexts_diffAppliedToOne_givesTheOther() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> before = randomLines(random);
      List<String> after = randomLines(random);
      String diff = diff(join(before), join(after));
      assertThat(apply(before, diff)).as("seed %s", seed).isEqualTo(after);
    }
  }

  private static List<String> apply(List<String> before, String diff) {
    List<String> result = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        String old = line.substring(4, line.indexOf(" +"));
        int start = Integer.parseInt(old.split(",")[0]);
        int next = old.endsWith(",0") ? start : start - 1;
        result.addAll(before.subList(at, next));
        at = next;
      } else {
        char kind = line.charAt(0);
        if (kind != '+') {
          assertThat(before.get(at)).isEqualTo(line.substring(1));
          at++;
        }
        if (kind != '-') {
          result.add(line.substring(1));
        }
      }
    }
    result.addAll(before.subList(at, before.size()));
    return result;
  }

  private static List<String> randomLines(SplittableRandom random) {
    List<String> lines = new ArrayList<>();
    int size = random.nextInt(25);
    for (int i = 0; i < size; i++) {
      lines.add("line " + random.nextInt(6));
    }
    return lines;
  }

  private static List<String> numbers(int most) {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= most; i++) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }

  private static String join(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String diff(String before, String after) {
    return TextDiff.unified("a", before, "b", after);
  }
}
