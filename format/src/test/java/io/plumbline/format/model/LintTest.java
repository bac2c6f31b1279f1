package io.plumbline.format.model;

import static io.plumbline.format.model.Models.warnings;
import static io.plumbline.format.model.Models.warningsOfRows;
import static io.plumbline.format.model.Models.warningsOfRules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each warning where it is due, and not where it is not. */
final class LintTest {
  private static final String SHADOWED = "shadowed-row";
  private static final String NEVER = "never-holds";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{at_least: 5, points: 1}; {at_least: 10, points: 2}",
        "{at_least: 5, points: 1}; {is: 7, points: 2}",
        "{at_least: 5, points: 1}; {in: [7, 8.5], points: 2}",
        "{at_least: 10, points: 1}; {less_than: 10, points: 3}; {at_least: 5, points: 2}",
        "{more_than: 5, points: 1}; {at_least: 5.001, at_most: 8, points: 2}",
        "{in: [a, B], points: 1}; {is: ' b ', points: 2}",
        "{is: a, points: 1}; {is: b, points: 1}; {in: [b, a], points: 2}",
        "{is: 1.0, points: 1}; {is: 1, points: 2}",
        "{matches: '*', points: 1}; {contains: x, points: 2}",
        "{matches: '*ceo*', points: 1}; {matches: ['chief ceo', 'ceo *'], points: 2}",
        "{contains: chief, points: 1}; {starts_with: Chief Executive, points: 2}",
        "{starts_with: a, points: 1}; {matches: 'a?c*', points: 2}",
        "{ends_with: .com, points: 1}; {is: x.com, points: 2}",
        "{matches: 'c?o', points: 1}; {is: CEO, points: 2}",
        "{matches: 'c?o*', points: 1}; {matches: 'c?o', points: 2}",
        "{before: 2026-02-01, points: 1}; {before: 2026-01-01, points: 2}",
        "{after: 2026-02-01, points: 1}; {is: 2026-02-02, points: 2}",
        "{older_than: 5d, points: 1}; {older_than: 6d, points: 2}",
        "{not_in: [a], points: 1}; {not_in: [b, A], points: 2}",
        "{is: true, points: 1}; {in: [true], points: 2}"
      })
  void rowThatAnEarlierOneLeavesNothing_lookup_warns(String rows) {
    assertThat(warningsOfRows(rows.split("; "))).containsExactly(SHADOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{at_least: 10, points: 1}; {at_least: 5, points: 2}",
        "{at_least: 5, at_most: 9, points: 1}; {at_least: 8, points: 2}",
        "{more_than: 10, points: 1}; {less_than: 10, points: 3}; {at_least: 5, points: 2}",
        "{is: '5', points: 1}; {is: 5, points: 2}",
        "{in: [a, b], points: 1}; {in: [a, c], points: 2}",
        "{contains: ceo x, points: 1}; {contains: ceo, points: 2}",
        "{matches: 'c?o', points: 1}; {matches: 'c*o', points: 2}",
        "{matches: 'c??o', points: 1}; {matches: 'c?o', points: 2}",
        "{starts_with: ab, points: 1}; {matches: '?b*', points: 2}",
        "{ends_with: a, points: 1}; {starts_with: a, points: 2}",
        "{contains: '*', points: 1}; {contains: b, points: 2}",
        "{at_least: 0, points: 1}; {else: 2}",
        "{matches: '*', points: 1}; {else: 2}; {unknown: 1}",
        "{is_not: a, points: 1}; {is: b, points: 2}",
        "{not_in: [a, b], points: 1}; {not_in: [a], points: 2}",
        "{before: 2026-01-01, points: 1}; {before: 2026-02-01, points: 2}",
        "{is: 2026-01-01, points: 1}; {is: '2026-01-01', points: 2}",
        "{newer_than: 5d, points: 1}; {newer_than: 6d, points: 2}"
      })
  void rowThatMayStillHold_lookup_isLeftAlone(String rows) {
    assertThat(warningsOfRows(rows.split("; "))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{at_least: 10, less_than: 10, points: 1}",
        "{is: a, is_not: A, points: 1}",
        "{is: a, in: [b, c], points: 1}",
        "{is: 5, at_most: 4, points: 1}",
        "{in: [a, b], starts_with: c, points: 1}",
        "{before: 2026-01-02, after: 2026-01-01, points: 1}",
        "{older_than: 5d, newer_than: 6d, points: 1}"
      })
  void rowThatContradictsItself_lookup_warns(String row) {
    assertThat(warningsOfRows(row)).containsExactly(NEVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{at_least: 10, at_most: 10, points: 1}",
        "{is: '5', at_least: 5, points: 1}",
        "{is: 5, in: ['5'], points: 1}",
        "{in: [a, b], is_not: a, points: 1}",
        "{starts_with: a, ends_with: b, points: 1}",
        "{before: 2026-01-03, after: 2026-01-01, points: 1}",
        "{older_than: 5d, newer_than: 7d, points: 1}"
      })
  void rowThatCanHold_lookup_isLeftAlone(String row) {
    assertThat(warningsOfRows(row)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure: count, table: [{at_least: 0, points: 1}, {else: 2}]",
        "measure: days, within: 7d, table: [{at_least: 5, points: 2}, {less_than: 5, points: 3},"
            + " {at_least: 1, points: 1}]",
        "measure: recency, table: [{at_most: 3, points: 2}, {at_least: 4, points: 1}, {else: 3}]",
        "measure: {sum: x}, table: [{more_than: 3, points: 2}, {at_most: 3, points: 1}, {else: 3}]"
      })
  void rowThatEarlierOnesLeaveNothing_measure_warns(String rest) {
    assertThat(warningsOfRules("{id: r, event: e, " + rest + "}")).containsExactly(SHADOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure: days, within: 7d, table: [{at_least: 8, points: 1}]",
        "measure: recency, within: 7d, table: [{at_least: 7, points: 1}]",
        "measure: count, within: 7d, per_day: 2, table: [{at_least: 15, points: 1}]",
        "measure: count, table: [{less_than: 0, points: 1}]",
        "measure: count, table: [{more_than: 1, less_than: 2, points: 1}]",
        "measure: {max: x}, table: [{more_than: 2, less_than: 2, points: 1}]",
        "where: {a: {at_least: 5, less_than: 5}}, points: 1",
        "where: {all: [{a: 1}, {not: {a: 1}}]}, points: 1",
        "where: {any: [{a: {is: x, is_not: x}}]}, points: 1",
        "where: {a: {exists: false, is_not: 1}}, points: 1"
      })
  void ruleThatNeverFires_events_warns(String rest) {
    assertThat(warningsOfRules("{id: r, event: e, " + rest + "}")).containsExactly(NEVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure: days, within: 7d, table: [{at_least: 7, points: 1}]",
        "measure: recency, within: 7d, table: [{at_least: 6, points: 1}, {never: 2}]",
        "measure: recency, table: [{at_least: 1, points: 2}, {else: 1}, {never: 3}]",
        "measure: count, within: 7d, per_day: 2, table: [{at_least: 14, points: 1}]",
        "measure: {max: x}, table: [{at_least: 0, points: 1}, {else: 2}]",
        "where: {a: {at_least: 5, at_most: 5}}, points: 1",
        "where: {any: [{a: {is: x, is_not: x}}, {b: 1}]}, points: 1",
        "where: {all: [{a: x}, {a: y}]}, points: 1",
        "within: 7d, per_day: 2, points: 2, cap: 28",
        "within: 7d, per_day: 2, tiers: {1: 5, 14: 5}",
        "points: -2, cap: 5, decay: {linear: 3d}"
      })
  void ruleThatCanFire_events_isLeftAlone(String rest) {
    assertThat(warningsOfRules("{id: r, event: e, " + rest + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: r, if: {a: 1}, points: 0}",
        "{id: r, event: e, points: 5, cap: 0}",
        "{id: r, event: e, tiers: {1: 0}}",
        "{id: r, lookup: a, table: [{is: 1, points: 0}, {else: 0}]}"
      })
  void ruleWithoutPoints_any_warns(String rule) {
    assertThat(warningsOfRules(rule)).containsExactly("gives-nothing");
  }

  @Test
  void tierAboveWhatCanCount_events_warns() {
    assertThat(warningsOfRules("{id: r, event: e, within: 7d, per_day: 1, tiers: {7: 1, 8: 1}}"))
        .containsExactly("unreachable-tier");
  }

  @Test
  void capAboveWhatEventsGive_events_warns() {
    assertThat(warningsOfRules("{id: r, event: e, within: 7d, per_day: 1, points: 2, cap: 15}"))
        .containsExactly("cap-never-binds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: x, if: {a: 1}, points: 5}; {id: y, if: {a: 1}, points: -5}",
        "{id: x, event: E, points: 1}; {id: y, event: ' e', points: 2, cap: 5}",
        "{id: x, event: [a, b], tiers: {1: 1}}; {id: y, event: [B, A], tiers: {2: 1}}",
        "{id: x, lookup: a, table: [{is: 1, points: 1}]};"
            + " {id: y, lookup: a, table: [{is: 1, points: 2}]}"
      })
  void rulesThatCountTheSame_oneScore_warn(String rules) {
    assertThat(warningsOfRules(rules.split("; ?"))).containsExactly("same-thing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: x, if: {a: 1}, points: 5}; {id: y, if: {a: 2}, points: -5}",
        "{id: x, event: e, points: 1}; {id: y, event: e, points: 2, within: 5d}",
        "{id: x, event: e, points: 1}; {id: y, event: e, tiers: {1: 2}}",
        "{id: x, event: e, points: 1}; {id: y, event: e, where: {p: 1}, points: 1}",
        "{id: x, lookup: a, table: [{is: 1, points: 1}]};"
            + " {id: y, lookup: a, table: [{is: 2, points: 2}]}"
      })
  void rulesThatCountOtherThings_oneScore_areLeftAlone(String rules) {
    assertThat(warningsOfRules(rules.split("; ?"))).isEmpty();
  }

  @Test
  void groupAndScoreCapsAboveTheSum_model_warn() {
    assertThat(
            warnings(
                "scores: {s: {max: 20, groups: {g: {max: 10, rules: [" + Models.RULE + "]}}}}"))
        .containsExactly("cap-never-binds", "cap-never-binds");
    assertThat(
            warnings("scores: {s: {max: 5, groups: {g: {max: 5, rules: [" + Models.RULE + "]}}}}"))
        .isEmpty();
  }

  @Test
  void gradesOutOfReach_score_warn() {
    String rules = "groups: {g: {rules: [" + Models.RULE + "]}}";
    assertThat(warnings("scores: {s: {" + rules + ", grades: {A: 6, B: 5, C: 0}}}"))
        .containsExactly("unreachable-grade");
    assertThat(warnings("scores: {s: {" + rules + ", grades: {A: 5, B: 0, C: -1}}}"))
        .containsExactly("unreachable-grade");
    assertThat(warnings("scores: {s: {min: -5, " + rules + ", grades: {A: 5, B: 0, C: -5}}}"))
        .as("no score lies below 0, so none is a C")
        .containsExactly("unreachable-grade");
    assertThat(warnings("scores: {s: {" + rules + ", grades: {A: 100%, B: 1, C: 0}}}")).isEmpty();
  }

  @Test
  void bandsOutOfReach_model_warn() {
    assertThat(warningsOfBands("hot: {at_least: 6}, cold: {else: true}"))
        .containsExactly("unreachable-band");
    assertThat(warningsOfBands("hot: {at_least: 3}, warm: {at_least: 4}, cold: {else: true}"))
        .containsExactly("unreachable-band");
    assertThat(warningsOfBands("hot: {at_least: 0}, warm: {at_least: -1}, cold: {else: true}"))
        .containsExactly("unreachable-band");
    assertThat(warningsOfBands("hot: {at_least: 5}, warm: {at_least: 0}, cold: {else: true}"))
        .as("the language wants the last band, so nobody is warned of it")
        .isEmpty();
  }

  @Test
  void bandOutOfReachOfPoints_thatAQualifierGives_isLeftAlone() {
    String qualify = "\nqualify: [{id: q, event: demo, band: hot}]";
    assertThat(warningsOfBands("hot: {at_least: 6}, cold: {else: true}", qualify)).isEmpty();
  }

  @Test
  void qualifierOfTheLowestBand_model_warns() {
    String qualify = "\nqualify: [{id: q, event: demo, band: cold}]";
    assertThat(warningsOfBands("hot: {at_least: 5}, cold: {else: true}", qualify))
        .containsExactly("lowest-band");
  }

  @Test
  void cellsThatEarlierBandsHave_model_warn() {
    String scores =
        "scores: {a: {groups: {g: {rules: [{id: x, if: {a: 1}, points: 5}]}}, grades: {A: 5, B:"
            + " 0}}, b: {groups: {g: {rules: [{id: y, if: {a: 1}, points: 5}]}}, grades: {1: 5, 2:"
            + " 0}}}\nmatrix: {rows: a, columns: b}\n";
    assertThat(
            warnings(
                scores
                    + "bands: {x: {cells: [A1, B1]}, y: {cells: [A1]}, z: {cells: [A2]}, w: {else:"
                    + " true}}"))
        .containsExactly("unreachable-band");
  }

  @Test
  void weightsThatMakeNoRoundTotal_model_warn() {
    String scores =
        "scores: {a: {groups: {g: {rules: [{id: x, if: {a: 1}, points: 5}]}}},"
            + " b: {groups: {g: {rules: [{id: y, if: {a: 1}, points: 5}]}}}}\n";
    assertThat(warnings(scores + "total: {weights: {a: 40, b: 50}}"))
        .containsExactly("weights-not-round");
    assertThat(warnings(scores + "total: {weights: {a: 0.4, b: 0.6}}")).isEmpty();
    assertThat(warnings(scores + "total: {weights: {a: 40, b: 60}}")).isEmpty();
  }

  @Test
  void groupWeightsThatMakeNoRoundTotal_score_warn() {
    String groups =
        "groups: {g: {weight: 30, rules: [{id: x, if: {a: 1}, points: 5}]},"
            + " h: {weight: 20, rules: [{id: y, if: {a: 1, b: 2}, points: 5}]}}";
    assertThat(warnings("scores: {s: {" + groups + "}}")).containsExactly("weights-not-round");
    assertThat(warnings("scores: {s: {max: 50, " + groups + "}}")).isEmpty();
  }

  private static List<String> warningsOfBands(String bands, String... rest) {
    return warnings(
        "scores: {s: {groups: {g: {rules: ["
            + Models.RULE
            + "]}}}}\nbands: {"
            + bands
            + "}"
            + String.join("", rest));
  }
}
