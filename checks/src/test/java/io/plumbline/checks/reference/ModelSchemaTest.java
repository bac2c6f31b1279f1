package io.plumbline.checks.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.format.model.IssuePrinter;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editors are told what the reader says: both accept, or both refuse. */
final class ModelSchemaTest {
  private static final String HEAD = "plumbline: 1\nmodel: m\n";
  private static final String RULE = "{id: r, if: {a: 1}, points: 5}";

  @TestFactory
  Stream<DynamicTest> readyModel_validated_isAccepted() throws IOException {
    ModelSchema schema = ModelSchema.read();
    try (Stream<Path> files = Files.walk(ModelSchema.ROOT.resolve("models"), 2)) {
      return files.filter(it -> it.endsWith("model.yaml")).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getParent().getFileName().toString(),
                      () -> assertThat(schema.errors(Files.readString(file))).isEmpty()));
    }
  }

  @Test
  void specificationsExample_validated_isAccepted() throws IOException {
    Path example =
        ModelSchema.ROOT.resolve("format/src/test/resources/io/plumbline/format/model/spec.yaml");

    assertThat(ModelSchema.read().errors(Files.readString(example))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: r, if: {a: [x, 2, true, 2026-01-01], any: [{b: {exists: false}}, {not: {c: 1}}]},"
            + " points: -0.5}",
        "{id: r, if: {a: {at_least: 5, less_than: 7.5, is_not: 6}}, points: 1}",
        "{id: r, if: {a: {before: 2026-01-01, newer_than: 36500d}}, points: 1}",
        "{id: r, lookup: a, table: [{matches: [x, 'y*'], points: 1}, {unknown: 1}, {else: 2}]}",
        "{id: r, event: [a, b], where: {p: {contains: x}}, within: 1d, per_day: 1, points: 1,"
            + " cap: 0, decay: {steps: {1d: 99.5%, 10d: 0%}}}",
        "{id: r, event: '*', tiers: {1: 1, 20: -5}, decay: {linear: 10d}}",
        "{id: r, event: a, measure: recency, table: [{at_least: 3, points: 1}, {never: 2}]}",
        "{id: r, event: a, measure: {sum: x}, table: [{in: [1, 2], points: 1}, {else: 2}]}",
        "{id: r, title: T, description: D, if: {a: 1}, points: 1}"
      })
  void validRule_validated_isAcceptedByBoth(String rule) throws IOException {
    assertBoth(model(rule), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{if: {a: 1}, points: 1}",
        "{id: R, if: {a: 1}, points: 1}",
        "{id: 5, if: {a: 1}, points: 1}",
        "{id: r, if: {a: 1}}",
        "{id: r, if: {}, points: 1}",
        "{id: r, if: {a: []}, points: 1}",
        "{id: r, if: {a: null}, points: 1}",
        "{id: r, if: {a: ' '}, points: 1}",
        "{id: r, if: {a: {}}, points: 1}",
        "{id: r, if: {a: {at_leest: 1}}, points: 1}",
        "{id: r, if: {a: {at_least: x}}, points: 1}",
        "{id: r, if: {a: {newer_than: 5}}, points: 1}",
        "{id: r, if: {a: {newer_than: 36501d}}, points: 1}",
        "{id: r, if: {all: []}, points: 1}",
        "{id: r, if: {a: 1}, points: '1'}",
        "{id: r, if: {a: 1}, points: 1000001}",
        "{id: r, if: {a: 1}, points: 1, cap: 2}",
        "{id: r, if: {a: 1}, lookup: b, points: 1, table: [{else: 1}]}",
        "{id: r, lookup: any, table: [{else: 1}]}",
        "{id: r, lookup: a, table: []}",
        "{id: r, lookup: a, table: [{is: 1}]}",
        "{id: r, lookup: a, table: [{points: 1}]}",
        "{id: r, lookup: a, table: [{else: 1, points: 1}]}",
        "{id: r, lookup: a, table: [{exists: true, points: 1}]}",
        "{id: r, lookup: a, table: [{never: 1}]}",
        "{id: r, event: '', points: 1}",
        "{id: r, event: [], points: 1}",
        "{id: r, event: ['*'], points: 1}",
        "{id: r, event: a}",
        "{id: r, event: a, points: 1, tiers: {1: 1}}",
        "{id: r, event: a, points: 1, cap: -1}",
        "{id: r, event: a, points: 1, per_day: 0}",
        "{id: r, event: a, points: 1, within: 0d}",
        "{id: r, event: a, points: 1, decay: {half_life: 1d, linear: 2d}}",
        "{id: r, event: a, points: 1, decay: {steps: {1d: 101%}}}",
        "{id: r, event: a, tiers: {}}",
        "{id: r, event: a, tiers: {0: 1}}",
        "{id: r, event: a, tiers: {1: 1}, cap: 5}",
        "{id: r, event: a, measure: age, table: [{else: 1}]}",
        "{id: r, event: a, measure: count, table: [{never: 1}]}",
        "{id: r, event: a, measure: days, table: [{contains: x, points: 1}]}",
        "{id: r, event: a, measure: {sum: x, max: y}, table: [{else: 1}]}"
      })
  void brokenRule_validated_isRefusedByBoth(String rule) throws IOException {
    assertBoth(model(rule), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scores: {}",
        "scores: {9s: {groups: {g: {rules: [RULE]}}}}",
        "scores: {total: {groups: {g: {rules: [RULE]}}}}",
        "scores: {s: {groups: {}}}",
        "scores: {s: {groups: {g: {rules: []}}}}",
        "scores: {s: {groups: {g: {weight: 0, rules: [RULE]}}}}",
        "scores: {s: {min: no, groups: {g: {rules: [RULE]}}}}",
        "scores: {s: {groups: {g: {rules: [RULE]}}, grades: {A: 101%}}}",
        "scores: {s: {groups: {g: {rules: [RULE]}}, grades: {A B: 0}}}",
        "SCORES\ntotal: 5",
        "SCORES\ntotal: {sum: [s], weights: {s: 1}}",
        "SCORES\nmatrix: {rows: s}",
        "SCORES\nbands: {hot: {}, cold: {else: true}}",
        "SCORES\nbands: {cold: {else: false}}",
        "SCORES\nbands: {disqualified: {else: true}}",
        "SCORES\nqualify: [{id: q, if: {a: 1}}]",
        "SCORES\ndisqualify: [{id: q}]",
        "SCORES\ndisqualify: [{id: q, if: {a: 1}, within: 1d}]",
        "SCORES\ndisqualify: []",
        "SCORES\nsubject: company",
        "SCORES\ntime_zone: 5",
        "SCORES\nscore: {}",
        "title: no scores"
      })
  void brokenModel_validated_isRefusedByBoth(String body) throws IOException {
    assertBoth(
        HEAD
            + body.replace("SCORES", "scores: {s: {groups: {g: {rules: [RULE]}}}}")
                .replace("RULE", RULE),
        false);
  }

  private static String model(String rule) {
    return HEAD + "scores: {s: {groups: {g: {rules: [" + rule + "]}}}}\n";
  }

  private static void assertBoth(String yaml, boolean valid) throws IOException {
    ModelReading reading = ModelReader.read("m.yaml", yaml.getBytes(UTF_8));
    assertThat(reading.model().isPresent())
        .as(IssuePrinter.text(reading.source(), reading.errors()))
        .isEqualTo(valid);
    assertThat(ModelSchema.read().errors(yaml).isEmpty())
        .as("%s", ModelSchema.read().errors(yaml))
        .isEqualTo(valid);
  }
}
