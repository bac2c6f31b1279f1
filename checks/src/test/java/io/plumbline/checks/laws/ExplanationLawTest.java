package io.plumbline.checks.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.oracle.RandomCase;
import io.plumbline.core.score.Explanation;
import io.plumbline.format.result.ExplanationJson;
import io.plumbline.format.text.Layout;
import io.plumbline.format.text.PersonExplanation;
import io.plumbline.format.text.TextWidth;
import io.plumbline.format.text.TopTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random leads under random models are explained in the published shape, and every level adds up.
 */
final class ExplanationLawTest {
  private static final int CASES = Boolean.getBoolean("long") ? 20_000 : 400;
  private static final Pattern EXACT = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void any_explanation_has_the_published_shape_and_adds_up() throws IOException {
    Schema schema = schema();
    long first = System.nanoTime() & 0xFFFFFF;
    for (long seed = first; seed < first + CASES; seed++) {
      RandomCase made = RandomCase.of(seed, 2);
      for (Explanation explanation : explanations(made)) {
        String json = ExplanationJson.text(explanation, SubjectKind.LEAD);
        String name = "seed " + seed + ": " + json;
        assertThat(schema.validate(json, InputFormat.JSON)).as(name).isEmpty();
        assertThat(figures(json)).as(name).allMatch(figure -> EXACT.matcher(figure).matches());
        assertSums(MAPPER.readTree(json), name);
      }
    }
  }

  @Test
  void any_explanation_can_be_told_to_a_person_in_any_width() {
    long first = System.nanoTime() & 0xFFFFFF;
    for (long seed = first; seed < first + CASES; seed++) {
      RandomCase made = RandomCase.of(seed, 2);
      int width = Layout.NARROWEST + (int) (seed % 100);
      Layout layout = new Layout(width, false);
      List<TopTable.Row> rows = new ArrayList<>();
      for (int i = 0; i < made.facts().size(); i++) {
        Explanation explanation = explanations(made).get(i);
        rows.add(new TopTable.Row(explanation, "山田 太郎"));
        assertThat(
                PersonExplanation.print(
                    made.model(), made.facts().get(i).subject(), explanation, layout))
            .as("seed %d", seed)
            .satisfies(text -> assertThat(text.lines()).allMatch(line -> fits(line, width)));
      }
      assertThat(TopTable.print(made.model(), rows, layout).lines())
          .as("seed %d", seed)
          .hasSize(rows.size() + 1);
    }
  }

  private static boolean fits(String line, int width) {
    return TextWidth.of(line) <= width && line.chars().noneMatch(Character::isISOControl);
  }

  private static List<Explanation> explanations(RandomCase made) {
    CompiledModel model = ModelCompiler.compile(made.model());
    List<Explanation> explanations = new ArrayList<>();
    for (Facts facts : made.facts()) {
      explanations.add(model.explain(facts, made.asOf()));
    }
    return explanations;
  }

  private static void assertSums(JsonNode json, String name) {
    if (json.has("parts")) {
      assertThat(sum(json.get("parts"))).as(name).isEqualByComparingTo(decimal(json, "total"));
    }
    for (JsonNode score : json.get("scores")) {
      assertThat(sum(score.get("groups"))).as(name).isEqualByComparingTo(decimal(score, "sum"));
      for (JsonNode group : score.get("groups")) {
        assertThat(sum(group.get("rules"))).as(name).isEqualByComparingTo(decimal(group, "sum"));
      }
    }
  }

  private static BigDecimal sum(JsonNode list) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode element : list) {
      sum = sum.add(decimal(element, "points"));
    }
    return sum;
  }

  private static BigDecimal decimal(JsonNode object, String field) {
    return object.get(field).decimalValue();
  }

  /** All numbers as they are written, but for those with an exponent. */
  private static List<String> figures(String json) {
    List<String> figures = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric() && !parser.getString().contains("E")) {
          figures.add(parser.getString());
        }
      }
    }
    return figures;
  }

  private static Schema schema() throws IOException {
    Path file =
        Path.of(System.getProperty("plumbline.root"), "docs/reference/explanation.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file), InputFormat.JSON);
  }
}
