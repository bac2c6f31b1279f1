package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Rule;
import io.plumbline.core.model.ScoringModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every limit of the model reader, and what lies just within it. */
final class ModelReaderLimitsTest {

  @Test
  void fileOverFourMebibytes_read_isRefused() {
    byte[] bytes = ("#" + " ".repeat(ModelReader.MAX_BYTES)).getBytes(StandardCharsets.UTF_8);

    assertThat(ModelReader.read("m.yaml", bytes).errors())
        .extracting(it -> it.issue().code())
        .containsExactly("too-large");
  }

  @Test
  void fileOfFourMebibytes_read_isRead() {
    String model = Models.HEAD + scores(Models.RULE) + "\n#";
    String text = model + "x".repeat(ModelReader.MAX_BYTES - model.length());

    assertThat(Models.errors(text)).isEmpty();
  }

  @Test
  void nestingOverAHundredLevels_read_isOneError() {
    for (int depth : List.of(YamlTree.MAX_DEPTH + 2, 100_000, 2_000_000)) {
      assertThat(Models.errors("[".repeat(depth))).containsExactly("1:102 too-large");
    }
    assertThat(Models.errors("- ".repeat(500))).containsExactly("1:203 too-large");
    assertThat(Models.errors("? ".repeat(500))).containsExactly("1:203 too-large");
  }

  @Test
  void nestingOfManyConditions_read_isRead() {
    String deep = "{not: ".repeat(90) + "{a: 1}" + "}".repeat(90);

    assertThat(Models.errors(Models.HEAD + scores("{id: r, if: " + deep + ", points: 1}")))
        .isEmpty();
  }

  @Test
  void moreThanAMillionValues_read_isOneError() {
    String text = "[" + "1,".repeat(YamlTree.MAX_NODES) + "1]";

    assertThat(Models.reading(text).errors())
        .extracting(it -> it.issue().code())
        .containsExactly("too-large");
  }

  @Test
  void anchorsThatWouldExplode_read_areErrorsAndNothingMore() {
    StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      String alias = "*" + (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [").append(alias);
      text.append((", " + alias).repeat(9)).append("]\n");
    }

    assertThat(Models.reading(text.toString()).errors())
        .extracting(it -> it.issue().code())
        .containsOnly("alias", "anchor", "unknown-key", "missing-key")
        .hasSizeLessThan(400);
  }

  @Test
  void numbersOfFourHundredDigits_read_areExactInTestsAndTooLargeAsPoints() {
    String digits = "9".repeat(400);
    ScoringModel model =
        Models.read(scores("{id: r, if: {a: {at_least: " + digits + "}}, points: 1}"));
    Rule.If rule = (Rule.If) model.scores().get(0).groups().get(0).rules().get(0);

    assertThat(((Condition.Attribute) rule.condition()).test().operators())
        .singleElement()
        .hasToString("Compare[comparison=AT_LEAST, number=" + digits + "]");
    assertThat(Models.errorsOfRule("{id: r, if: {a: 1}, points: " + digits + "}"))
        .containsExactly("8:35 out-of-bounds");
  }

  @Test
  void numbersInTests_read_haveAThousandDigitsAtMost() {
    for (String fits : List.of("9".repeat(1000), "1e999", "0." + "1".repeat(999), "1e-999")) {
      assertThat(Models.errorsOfRule("{id: r, if: {a: " + fits + "}, points: 1}")).isEmpty();
    }
    for (String tooLong :
        List.of(
            "9".repeat(1001),
            "1e1000",
            "0." + "1".repeat(1000),
            "1e-1000",
            "1e2147483647",
            "1e-2147483648",
            "1e99999999999",
            "9".repeat(1_000_000))) {
      assertThat(Models.errorsOfRule("{id: r, if: {a: " + tooLong + "}, points: 1}"))
          .containsExactly("8:23 out-of-bounds");
    }
  }

  @Test
  void errorsWithoutEnd_read_areCut() {
    String text = Models.HEAD + "scores: 1\n" + "x: [\n" + "&a 1,\n".repeat(20_000) + "]\n";

    assertThat(Models.reading(text).errors()).hasSize(Findings.MAX);
  }

  @Test
  void modelOfFiveThousandRules_read_isRead() {
    StringBuilder text = new StringBuilder("scores:\n  s:\n    groups:\n");
    for (int i = 0; i < 5000; i++) {
      if (i % 50 == 0) {
        text.append("      g").append(i).append(":\n        rules:\n");
      }
      text.append("          - {id: r").append(i).append(", lookup: a").append(i);
      text.append(", table: [{in: [x, y, z], points: 3}, {at_least: 5, points: 2}, {else: 1}]}\n");
    }

    assertThat(Models.read(text.toString()).scores().get(0).groups()).hasSize(100);
  }

  private static String scores(String rule) {
    return "scores: {s: {groups: {g: {rules: [" + rule + "]}}}}";
  }
}
