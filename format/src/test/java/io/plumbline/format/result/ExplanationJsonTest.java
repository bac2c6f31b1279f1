package io.plumbline.format.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Contribution;
import io.plumbline.core.score.Contribution.Answer;
import io.plumbline.core.score.Contribution.Kind;
import io.plumbline.core.score.Evidence.AttributeFact;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Explanation.GroupProof;
import io.plumbline.core.score.Explanation.Range;
import io.plumbline.core.score.Score;
import io.plumbline.format.Golden;
import io.plumbline.format.SampleModel;
import io.plumbline.format.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExplanationJsonTest {

  private static String json(Explanation explanation) {
    return ExplanationJson.text(explanation, SubjectKind.LEAD);
  }

  @Test
  void text_ofAnAccount_namesTheAccount() throws IOException {
    String json = ExplanationJson.text(Samples.explanation(), SubjectKind.ACCOUNT);

    assertThat(json).startsWith("{\"account_id\":\"").doesNotContain("lead_id");
    assertThat(violations(json)).isEmpty();
  }

  @Test
  void an_explanation_is_one_compact_line() {
    String json = json(Samples.explanation());
    assertThat(json).doesNotContain("\n", ": ", ", ").startsWith("{\"lead_id\":\"42\",\"model\"");
  }

  @Test
  void an_explanation_has_the_fields_of_the_specification_in_their_order() throws IOException {
    Golden.check("explanation.json", Pretty.json(json(Samples.explanation())));
  }

  @Test
  void fields_that_do_not_apply_are_left_out() throws IOException {
    Golden.check("explanation-bare.json", Pretty.json(json(bare(List.of()))));
  }

  @Test
  void the_figures_worked_out_by_hand_are_those_of_the_engine() {
    assertThat(ModelCompiler.compile(SampleModel.model()).explain(Samples.facts(), Samples.AS_OF))
        .isEqualTo(Samples.explanation());
  }

  @Test
  void the_published_schema_holds_for_explanations() throws IOException {
    CompiledModel model = ModelCompiler.compile(SampleModel.model());
    Facts nothing = new Facts(new Subject("7", Map.of()), List.of());
    List<Explanation> explanations =
        List.of(
            Samples.explanation(),
            model.explain(nothing, Samples.AS_OF),
            bare(List.of(Samples.known(Kind.IF, "none", Answer.NO, 0))),
            explanation(
                Optional.empty(), List.of(Samples.unknown(Kind.LOOKUP, "size", 0, 5, "size"))));
    for (Explanation explanation : explanations) {
      assertThat(violations(json(explanation))).isEmpty();
    }
  }

  @Test
  void the_published_schema_refuses_what_is_not_documented() throws IOException {
    String json = json(Samples.explanation());
    for (String wrong :
        List.of(
            json.replace("\"day\":\"2026-11-21\",", ""),
            json.replace("\"cell\":\"C3\"", "\"cel\":\"C3\""),
            json.replace("45.6,", "45.6001,"),
            json.replace("\"answer\":\"yes\"", "\"answer\":\"unknown\""),
            json.replace("\"next_change\":null", "\"next_change\":{}"))) {
      assertThat(wrong).isNotEqualTo(json);
      assertThat(violations(wrong)).as("%s", wrong).isNotEmpty();
    }
  }

  private static List<com.networknt.schema.Error> violations(String json) throws IOException {
    Path file =
        Path.of(System.getProperty("plumbline.root"), "docs/reference/explanation.schema.json");
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema schema = registry.getSchema(Files.readString(file), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }

  @Test
  void several_attributes_stand_in_a_list() {
    Contribution rule =
        Samples.known(
            Kind.IF,
            "both",
            Answer.YES,
            5,
            Samples.text("country", "RO"),
            new AttributeFact("city", Optional.empty()));
    assertThat(json(bare(List.of(rule))))
        .contains(
            "\"evidence\":{\"attributes\":"
                + "[{\"attribute\":\"country\",\"value\":\"RO\"},{\"attribute\":\"city\"}]}");
  }

  @Test
  void a_condition_without_attributes_has_an_empty_list() {
    Contribution rule = Samples.known(Kind.IF, "none", Answer.NO, 0);
    assertThat(json(bare(List.of(rule)))).contains("\"evidence\":{\"attributes\":[]}");
  }

  @Test
  void values_keep_their_types_and_digits() {
    assertThat(written(new Value.Text("a\"\\\n\u0001é😀</script>")))
        .isEqualTo("\"a\\\"\\\\\\n\\u0001é😀</script>\"");
    assertThat(written(new Value.Decimal(new BigDecimal("12345678901234567890.1234500"))))
        .isEqualTo("12345678901234567890.12345");
    assertThat(written(new Value.Decimal(new BigDecimal("1E+3")))).isEqualTo("1000");
    assertThat(written(new Value.Decimal(new BigDecimal("0E-12")))).isEqualTo("0");
    assertThat(written(new Value.Bool(true))).isEqualTo("true");
    assertThat(written(new Value.Day(LocalDate.parse("2026-11-21")))).isEqualTo("\"2026-11-21\"");
    assertThat(written(new Value.Moment(Instant.parse("2026-11-21T10:00:00.000000001Z"))))
        .isEqualTo("\"2026-11-21T10:00:00.000000001Z\"");
    assertThat(written(new Value.Many(List.of(new Value.Text("a"), new Value.Bool(false)))))
        .isEqualTo("[\"a\",false]");
  }

  @Test
  void a_number_with_a_huge_exponent_stays_short() {
    assertThat(written(new Value.Decimal(new BigDecimal("1.50E+1000000"))))
        .isEqualTo("1.5E+1000000");
    assertThat(written(new Value.Decimal(new BigDecimal("-1E-1000000")))).isEqualTo("-1E-1000000");
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(written(new Value.Text("a\ud83db"))).isEqualTo("\"a\ufffdb\"");
  }

  @Test
  void a_score_without_a_floor_says_so() {
    assertThat(json(explanation(Optional.empty(), List.of())))
        .contains("\"grade\":\"A\",\"min\":null,\"sum\"");
    assertThat(json(explanation(Optional.of(Points.of(-5)), List.of())))
        .contains("\"grade\":\"A\",\"min\":-5,\"sum\"");
  }

  private static String written(Value value) {
    Contribution rule =
        Samples.known(
            Kind.LOOKUP, "rule", Answer.YES, 1, new AttributeFact("a", Optional.of(value)));
    String json = json(bare(List.of(rule)));
    String start = "\"evidence\":{\"attribute\":\"a\",\"value\":";
    assertThat(json).contains(start);
    return json.substring(json.indexOf(start) + start.length(), json.lastIndexOf("}}]}]}]}"));
  }

  private static Explanation bare(List<Contribution> rules) {
    return explanation(Optional.of(Points.ZERO), rules);
  }

  /** A score of a model that has neither total nor cells nor bands. */
  private static Explanation explanation(Optional<Points> min, List<Contribution> rules) {
    Score score =
        new Score(
            "7",
            "bare",
            Samples.AS_OF,
            Samples.DAY,
            Optional.empty(),
            List.of(new Score.OfDimension("only", Points.ZERO, "")),
            "",
            "",
            "",
            "",
            Points.of(100));
    GroupProof group =
        new GroupProof("g", Points.ZERO, Optional.empty(), Points.ZERO, Points.ZERO, rules);
    DimensionProof dimension =
        new DimensionProof(
            "only",
            Points.ZERO,
            "A",
            min,
            Optional.empty(),
            Points.ZERO,
            new Range(Points.ZERO, Points.ZERO),
            Optional.empty(),
            List.of(group));
    return new Explanation(score, List.of(), Optional.empty(), List.of(dimension));
  }
}
