package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.format.facts.Reading.How;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RejectsWriterTest {
  private final StringWriter text = new StringWriter();
  private final RejectsWriter writer = new RejectsWriter(text);

  @Test
  void rejected_rows_are_written_as_csv_and_counted_by_kind() {
    writer.accept(new Rejection("a.csv", 7, Rejection.Kind.NO_ID, "the row has no id", ",\"x\""));
    writer.accept(Rejection.repeatedId(new Place("b,c.csv", 9), "42"));
    assertThat(text)
        .hasToString(
            """
            file,line,reason,row
            a.csv,7,the row has no id,",""x"\""
            "b,c.csv",9,the id was seen before,42
            """);
    assertThat(writer.counts())
        .isEqualTo(Map.of(Rejection.Kind.NO_ID, 1L, Rejection.Kind.REPEATED_ID, 1L));
  }

  @Test
  void text_of_a_row_is_cut_at_ten_thousand_characters() {
    Reading reading = How.csv().leads("lead_id\n\uD83D\uDE00,x" + "\uD83D\uDE00".repeat(9_000));
    assertThat(reading.rejections().get(0).text()).hasSize(10_000);
    Reading odd = How.csv().leads("lead_id\n\uD83D\uDE00," + "\uD83D\uDE00".repeat(9_000));
    assertThat(odd.rejections().get(0).text()).hasSize(9_999);
  }

  @Test
  void many_threads_tell_rejections_in_the_order_of_lines() {
    How how = How.csv().with(new Limits(20, 100)).threads(4);
    Reading reading = how.leads("lead_id\n" + "x,y\n".repeat(2_000));
    assertThat(reading.rejections()).hasSize(2_000);
    for (int i = 0; i < 2_000; i++) {
      assertThat(reading.rejections().get(i).line()).isEqualTo(i + 2);
    }
  }

  @Test
  void one_subject_is_all_that_passes() {
    RecordingIntake all = new RecordingIntake(java.util.List.of(), java.util.List.of());
    OneSubject one = new OneSubject(all, "7");
    ReadOptions options =
        ReadOptions.of(io.plumbline.core.model.SubjectKind.LEAD, java.time.ZoneOffset.UTC)
            .withFormat(FileFormat.CSV);
    byte[] events =
        "lead_id,event,time\n7,a,1\n8,b,1\n7,c,2\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    new FactFiles(options.withStandardInput(new java.io.ByteArrayInputStream(events)), one)
        .readEvents(java.util.List.of("-"));
    assertThat(all.events()).extracting(RecordingIntake.Event::type).containsExactly("a", "c");
  }
}
