package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be said of scores together: columns, total, matrix, bands and entries. */
final class OutcomeErrorsTest {

  @Test
  void columnsOfOneName_read_areAnError() {
    assertThat(errors("fit: {S, G}, fit_grade: {S}")).containsExactly("1:1 repeated-column");
    assertThat(errors("fit: {S}, fit_grade: {S}")).isEmpty();
    for (String taken :
        List.of(
            "lead_id",
            "account_id",
            "total",
            "cell",
            "band",
            "qualified_by",
            "disqualified_by",
            "coverage",
            "explanation")) {
      assertThat(errors(taken + ": {S}")).containsExactly("1:1 repeated-column");
    }
  }

  @Test
  void total_read_namesScoresOnceEachWithFiniteMaxima() {
    assertThat(errors("a: {S}, b: {S}", "total: {sum: [a, c, a]}"))
        .containsExactly("2:18 unknown-score", "2:21 repeated-score");
    assertThat(errors("a: {S}, b: {S}", "total: {weights: {a: 0, c: 5, b: -1}}"))
        .containsExactly("2:22 out-of-bounds", "2:25 unknown-weighted-score", "2:34 out-of-bounds");
    assertThat(errors("a: {S}, b: {U}", "total: {weights: {a: 1, b: 2}}"))
        .containsExactly("2:25 weight-without-maximum");
    assertThat(errors("a: {S}, b: {max: 0, S}", "total: {weights: {a: 1, b: 2}}"))
        .containsExactly("2:25 weight-without-maximum");
    assertThat(errors("a: {S}, b: {max: 5, U}", "total: {weights: {a: 1, b: 2}}")).isEmpty();
    assertThat(errors("a: {S}, b: {U}", "total: {sum: [b]}")).isEmpty();
  }

  @Test
  void matrix_read_takesTwoScoresWithGrades() {
    assertThat(errors("a: {S, G}, b: {S}", "matrix: {rows: a, columns: b}"))
        .containsExactly("2:28 score-without-grades");
    assertThat(errors("a: {S, G}, b: {S, G}", "matrix: {rows: a, columns: c}"))
        .containsExactly("2:28 unknown-score");
    assertThat(errors("a: {S, G}", "matrix: {rows: a, columns: a}"))
        .containsExactly("2:28 same-score");
    assertThat(
            errors(
                "a: {S, grades: {A: 5, A1: 0}}, b: {S, grades: {1: 5, 11: 0}}",
                "matrix: {rows: a, columns: b}"))
        .as("A and 11 spell what A1 and 1 spell")
        .containsExactly("2:1 repeated-cell");
    assertThat(errors("a: {S, G}, b: {S, G}", "matrix: {rows: a, columns: b}")).isEmpty();
  }

  @Test
  void bands_read_endWithElseAndNeedWhatTheyAsk() {
    assertThat(errors("a: {S}", "bands: {hot: {at_least: 5}}")).containsExactly("2:9 last-band");
    assertThat(errors("a: {S}", "bands: {hot: {else: true}, cold: {at_least: 5}}"))
        .containsExactly("2:28 last-band");
    assertThat(errors("a: {S}, b: {S}", "bands: {hot: {at_least: 5}, cold: {else: true}}"))
        .containsExactly("2:15 band-without-total");
    assertThat(errors("a: {S}", "bands: {hot: {cells: [A1]}, cold: {else: true}}"))
        .containsExactly("2:15 band-without-matrix");
    assertThat(errors("a: {S}", "bands: {hot: {at_least: 5}, disqualified: {else: true}}"))
        .containsExactly("2:29 taken-name");
    assertThat(errors("a: {S}", "bands: {hot: {at_least: 5}, c d: {else: true}}"))
        .containsExactly("2:29 bad-name");
    assertThat(errors("a: {S}", "bands: {hot: {at_least: 1000001}, cold: {else: true}}"))
        .containsExactly("2:25 out-of-bounds");
    assertThat(
            errors(
                "a: {S, grades: {A: 5, B: 0}}, b: {S, grades: {1: 5, 2: 0}}",
                "matrix: {rows: a, columns: b}",
                "bands: {hot: {cells: [A1, A3, B2]}, cold: {else: true}}"))
        .containsExactly("3:27 unknown-cell");
  }

  @Test
  void entries_read_nameBandsAndHaveIdsOfTheirOwn() {
    String bands = "bands: {hot: {at_least: 5}, cold: {else: true}}";
    assertThat(errors("a: {S}", bands, "qualify: [{id: q, if: {x: 1}, band: disqualified}]"))
        .containsExactly("3:37 unknown-band");
    assertThat(errors("a: {S}", "qualify: [{id: q, if: {x: 1}, band: hot}]"))
        .containsExactly("2:37 unknown-band");
    assertThat(errors("a: {S}", "disqualify: [{id: q, if: {x: 1}}, {id: q, event: x}]"))
        .containsExactly("2:40 repeated-id");
    assertThat(errors("a: {S}", "disqualify: [{id: ra, if: {x: 1}}]"))
        .as("the id of a rule")
        .containsExactly("2:19 repeated-id");
    assertThat(errors("a: {S}", "disqualify: [{id: q, if: {x: 1}, within: 5d}]"))
        .containsExactly("2:34 misplaced-key");
    assertThat(errors("a: {S}", bands, "qualify: [{id: q, event: x, per_day: 1, band: hot}]"))
        .containsExactly("3:29 unknown-key");
    assertThat(
            errors(
                "a: {S}",
                bands,
                "qualify: [{id: q, if: {x: 1}, event: y, where: {z: 1}, within: 5d, band: hot}]"))
        .isEmpty();
  }

  @Test
  void whatFollowsFromAnError_read_isNotSaid() {
    assertThat(errors("a: {max: x, S, grades: {A: 50%, B: 0}}")).hasSize(1);
    assertThat(errors("a: {S, grade: {A: 5, B: 0}}, b: {S, G}", "matrix: {rows: a, columns: b}"))
        .as("the misspelt key may be the grades")
        .hasSize(1);
    assertThat(
            errors("a: 5", "total: {weights: {a: 5}}", "bands: {x: {at_least: 5}, y: {else: 1}}"))
        .hasSize(2);
  }

  /** Errors of a model on one line of scores; lines and columns count from there. */
  private static List<String> errors(String scores, String... rest) {
    StringBuilder filled = new StringBuilder();
    String[] parts = scores.split("(?=\\b[SUG]\\b)");
    for (int i = 0; i < parts.length; i++) {
      filled.append(
          parts[i]
              .replaceFirst("^G", "grades: {A: 5, B: 0}")
              .replaceFirst("^U", groups("event: x, points: 1", i))
              .replaceFirst("^S", groups("if: {x: 1}, points: 5", i)));
    }
    String text = Models.HEAD + "scores: {" + filled + "}\n" + String.join("\n", rest) + "\n";
    return Models.errors(text).stream().map(OutcomeErrorsTest::fromScores).toList();
  }

  private static String groups(String rule, int index) {
    String id = "r" + (char) ('a' + index - 1);
    return "groups: {g: {rules: [{id: " + id + ", " + rule + "}]}}";
  }

  /** Errors on the line of the scores keep no column: it depends on what was filled in. */
  private static String fromScores(String error) {
    int line = Integer.parseInt(error.substring(0, error.indexOf(':'))) - 2;
    return line == 1
        ? "1:1" + error.substring(error.indexOf(' '))
        : line + error.substring(error.indexOf(':'));
  }
}
