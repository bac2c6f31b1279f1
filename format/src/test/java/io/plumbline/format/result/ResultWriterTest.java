package io.plumbline.format.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetReader;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.population.MadeScores;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.format.SampleModel;
import io.plumbline.format.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ResultWriterTest {
  @TempDir private Path folder;

  @Test
  void csv_has_the_columns_of_the_model_in_order() throws IOException {
    assertThat(text(ResultFormat.CSV, three()))
        .isEqualTo(
            """
            lead_id,total,fit,fit_grade,engagement,engagement_grade,cell,band,qualified_by,\
            disqualified_by,coverage
            42,45.6,28.667,C,14.569,3,C3,hot,demo-request,,41.86
            "a,""b""
            c",0,0,D,0,4,D4,cold,,,100
            é😀 d,-0.5,60,A,0.01,4,A4,disqualified,,do-not-contact,0
            """);
  }

  @Test
  void columns_that_the_model_does_not_define_are_left_out() throws IOException {
    ScoreColumns scores = MadeScores.zeros(plain(), List.of("1"));
    assertThat(text(ResultFormat.CSV, scores))
        .isEqualTo("lead_id,total,only,coverage\n1,0,0,100\n");
    assertThat(text(ResultFormat.NDJSON, scores))
        .isEqualTo("{\"lead_id\":\"1\",\"total\":0,\"only\":0,\"coverage\":100}\n");
  }

  @Test
  void accounts_have_an_id_of_their_own_name() throws IOException {
    ScoreColumns scores = MadeScores.zeros(plain(SubjectKind.ACCOUNT), List.of("acme"));
    assertThat(text(ResultFormat.CSV, scores))
        .isEqualTo("account_id,total,only,coverage\nacme,0,0,100\n");
    assertThat(text(ResultFormat.NDJSON, scores)).startsWith("{\"account_id\":\"acme\",");
    Path file = folder.resolve("accounts.parquet");
    Files.write(file, bytes(new ResultWriter(ResultFormat.PARQUET, 1), scores));
    assertThat(parquet(file).get(0)).containsEntry("account_id", "acme");
  }

  @Test
  void no_leads_leave_the_heading() throws IOException {
    ScoreColumns scores = MadeScores.zeros(plain(), List.of());
    assertThat(text(ResultFormat.CSV, scores)).isEqualTo("lead_id,total,only,coverage\n");
    assertThat(text(ResultFormat.NDJSON, scores)).isEmpty();
  }

  @Test
  void ndjson_has_numbers_as_numbers_and_leaves_out_what_is_absent() throws IOException {
    assertThat(text(ResultFormat.NDJSON, three()).lines())
        .containsExactly(
            "{\"lead_id\":\"42\",\"total\":45.6,\"fit\":28.667,\"fit_grade\":\"C\","
                + "\"engagement\":14.569,\"engagement_grade\":\"3\",\"cell\":\"C3\","
                + "\"band\":\"hot\",\"qualified_by\":\"demo-request\",\"coverage\":41.86}",
            "{\"lead_id\":\"a,\\\"b\\\"\\u000ac\",\"total\":0,\"fit\":0,\"fit_grade\":\"D\","
                + "\"engagement\":0,\"engagement_grade\":\"4\",\"cell\":\"D4\",\"band\":\"cold\","
                + "\"coverage\":100}",
            "{\"lead_id\":\"é😀 d\",\"total\":-0.5,\"fit\":60,\"fit_grade\":\"A\","
                + "\"engagement\":0.01,\"engagement_grade\":\"4\",\"cell\":\"A4\","
                + "\"band\":\"disqualified\",\"disqualified_by\":\"do-not-contact\","
                + "\"coverage\":0}");
  }

  @Test
  void parquet_has_exact_decimals_and_nulls() throws IOException {
    Path file = folder.resolve("scores.parquet");
    Files.write(file, bytes(new ResultWriter(ResultFormat.PARQUET, 1), three()));
    List<Map<String, Object>> rows = parquet(file);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0))
        .containsEntry("lead_id", "42")
        .containsEntry("total", new BigDecimal("45.600"))
        .containsEntry("fit_grade", "C")
        .containsEntry("qualified_by", "demo-request")
        .containsEntry("disqualified_by", null)
        .containsEntry("coverage", new BigDecimal("41.860"));
    assertThat(rows.get(1)).containsEntry("lead_id", "a,\"b\"\nc");
    assertThat(rows.get(2)).containsEntry("total", new BigDecimal("-0.500"));
  }

  @Test
  void an_explanation_stands_last_in_each_row() throws IOException {
    String json = ExplanationJson.text(Samples.explanation(), SubjectKind.LEAD);
    ScoreColumns scores = MadeScores.zeros(plain(), List.of("1", "2"));
    ResultWriter csv =
        new ResultWriter(ResultFormat.CSV, 2).explainedBy(row -> Samples.explanation());
    String cell = '"' + json.replace("\"", "\"\"") + '"';
    assertThat(new String(bytes(csv, scores), StandardCharsets.UTF_8))
        .isEqualTo(
            "lead_id,total,only,coverage,explanation\n1,0,0,100,%s\n2,0,0,100,%s\n"
                .formatted(cell, cell));
    ResultWriter ndjson =
        new ResultWriter(ResultFormat.NDJSON, 2).explainedBy(row -> Samples.explanation());
    String line = new String(bytes(ndjson, scores), StandardCharsets.UTF_8).split("\n")[1];
    assertThat(JsonMapper.shared().readTree(line).at("/explanation/lead_id").asString())
        .isEqualTo("42");
    Path file = folder.resolve("explained.parquet");
    ResultWriter parquet =
        new ResultWriter(ResultFormat.PARQUET, 2).explainedBy(row -> Samples.explanation());
    Files.write(file, bytes(parquet, scores));
    assertThat(parquet(file).get(1)).containsEntry("explanation", json);
  }

  @Test
  void any_number_of_threads_gives_the_same_bytes() throws IOException {
    int size = 3 * ResultWriter.ROWS + 17;
    ScoreColumns scores = MadeScores.lifelike(SampleModel.model(), size, 42);
    for (ResultFormat format : ResultFormat.values()) {
      byte[] one = bytes(new ResultWriter(format, 1), scores);
      assertThat(bytes(new ResultWriter(format, 5), scores)).as("%s", format).isEqualTo(one);
    }
    assertThat(text(ResultFormat.CSV, scores).lines())
        .hasSize(size + 1)
        .last()
        .asString()
        .startsWith("lead-" + (size - 1) + ",");
  }

  @Test
  void explanations_are_asked_for_a_few_rows_ahead_only() throws IOException {
    int threads = 3;
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    ScoreColumns scores = MadeScores.lifelike(SampleModel.model(), 5000, 42);
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("rows are written a range at a time");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            furthest.accumulateAndGet(asked.get() - written.get(), Math::max);
            written.addAndGet(ResultWriter.EXPLAINED_ROWS);
          }
        };
    new ResultWriter(ResultFormat.CSV, threads)
        .explainedBy(
            row -> {
              asked.incrementAndGet();
              return Samples.explanation();
            })
        .write(scores, out);
    assertThat(asked).hasValue(5000);
    assertThat(furthest.get()).isLessThanOrEqualTo((2 * threads + 1) * ResultWriter.EXPLAINED_ROWS);
  }

  @Test
  void a_failing_stream_stops_the_writer() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ScoreColumns scores = MadeScores.lifelike(SampleModel.model(), 100_000, 42);
    for (ResultFormat format : ResultFormat.values()) {
      assertThatThrownBy(() -> new ResultWriter(format, 3).write(scores, full))
          .as("%s", format)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    }
  }

  @Test
  void the_end_of_a_name_tells_the_format() {
    assertThat(ResultFormat.ofName("a.csv")).hasValue(ResultFormat.CSV);
    assertThat(ResultFormat.ofName("a.CSV.gz")).hasValue(ResultFormat.CSV);
    assertThat(ResultFormat.ofName("a.jsonl")).hasValue(ResultFormat.NDJSON);
    assertThat(ResultFormat.ofName("a.ndjson.gz")).hasValue(ResultFormat.NDJSON);
    assertThat(ResultFormat.ofName("a.parquet")).hasValue(ResultFormat.PARQUET);
    assertThat(ResultFormat.ofName("a.txt")).isEmpty();
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<Map<String, Object>> parquet(Path file) throws IOException {
    List rows = new CarpetReader<>(file.toFile(), Map.class).toList();
    return rows;
  }

  private static ScoreColumns three() {
    ScoreColumns scores =
        MadeScores.zeros(SampleModel.model(), List.of("42", "a,\"b\"\nc", "é😀 d"));
    MadeScores.points(scores, 0, 45_600, 28_667, 14_569);
    MadeScores.grades(scores, 0, 2, 2);
    MadeScores.band(scores, 0, 0, 0, ScoreColumns.NONE);
    MadeScores.coverage(scores, 0, 41_860);
    MadeScores.points(scores, 2, -500, 60_000, 10);
    MadeScores.grades(scores, 2, 0, 3);
    MadeScores.band(scores, 2, 3, ScoreColumns.NONE, 1);
    MadeScores.coverage(scores, 2, 0);
    return scores;
  }

  /** A model with one score and nothing else. */
  private static ScoringModel plain() {
    return plain(SubjectKind.LEAD);
  }

  private static ScoringModel plain(SubjectKind subject) {
    ScoringModel model = SampleModel.model();
    Dimension fit = model.scores().get(0);
    return new ScoringModel(
        "plain",
        model.caption(),
        model.zone(),
        subject,
        List.of(
            new Dimension("only", fit.caption(), fit.min(), fit.max(), fit.groups(), List.of())),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  private static String text(ResultFormat format, ScoreColumns scores) throws IOException {
    return new String(bytes(new ResultWriter(format, 2), scores), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ResultWriter writer, ScoreColumns scores) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(scores, out);
    return out.toByteArray();
  }
}
