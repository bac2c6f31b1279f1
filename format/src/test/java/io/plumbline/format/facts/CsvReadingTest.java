package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.format.FormatException;
import io.plumbline.format.facts.Reading.How;
import io.plumbline.format.facts.Rejection.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification section 7: leads and events as CSV. */
final class CsvReadingTest {

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void separator_is_found_by_looking_at_the_header(String separator) {
    Reading reading =
        How.csv("job, title")
            .leads(
                "lead_id,\"job, title\"\n1,CTO\n"
                    .replace(",\"", separator + "\"")
                    .replace("1,", "1" + separator));
    assertThat(reading.leads()).containsExactly(lead("1", "job, title", "CTO"));
  }

  @Test
  void mark_and_blank_lines_are_skipped_and_lines_are_still_counted() {
    Reading reading =
        How.csv("a").leads("\uFEFF\n  \nlead_id,a\r\n\r\n1,x\n   \n,y\n2,\"z\"\"\n\"\n");
    assertThat(reading.leads()).containsExactly(lead("1", "a", "x"), lead("2", "a", "z\"\n"));
    assertThat(reading.leadPlaces()).extracting(Place::line).containsExactly(5L, 8L);
    assertThat(reading.rejections())
        .extracting(Rejection::file, Rejection::line, Rejection::kind, Rejection::text)
        .containsExactly(tuple("standard input", 7L, Kind.NO_ID, ",y"));
    assertThat(reading.count().rows()).isEqualTo(2);
    assertThat(reading.count().rejected()).isEqualTo(1);
  }

  @Test
  void cells_are_text_as_written_and_blank_ones_are_unknown() {
    Reading reading = How.csv("a", "b", "c").leads("a,lead_id,b\n 7 , x,\u00a0\n");
    assertThat(reading.leads()).containsExactly(lead(" x", "a", " 7 "));
  }

  @Test
  void row_with_another_number_of_cells_is_rejected() {
    Reading reading = How.csv("a").leads("lead_id,a\n1\n2,x,y\n3,z\n");
    assertThat(reading.leads()).containsExactly(lead("3", "a", "z"));
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::reason, Rejection::text)
        .containsExactly(
            tuple(2L, "1 cell, the header has 2", "1"),
            tuple(3L, "3 cells, the header has 2", "2,x,y"));
  }

  @Test
  void quotes_out_of_place_reject_the_row() {
    Reading reading = How.csv("a").leads("lead_id,a\n1,\"x\"y\n2,5\" pipe\n3,\"open\n4,z\n");
    assertThat(reading.leads()).containsExactly(lead("2", "a", "5\" pipe"));
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::reason)
        .containsExactly(
            tuple(2L, "text follows on a closing quote"),
            tuple(4L, "a quote is opened and never closed"));
  }

  @Test
  void bytes_that_are_not_utf8_reject_the_row() {
    byte[] text = "lead_id,a\n1,caf\u00e9\n2,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading reading = How.csv("a").leads(text);
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::reason)
        .containsExactly(
            tuple(2L, "byte 6 of the row (0xE9) is not UTF-8"),
            tuple(3L, "byte 3 of the row (0xE9) is not UTF-8"));
  }

  @Test
  void row_that_is_too_long_is_rejected_and_the_rest_goes_on() {
    String row = "2," + "x".repeat(5000);
    for (int chunk : new int[] {10, 100, 100_000}) {
      How how = How.csv("a").with(new Limits(chunk, 1000));
      Reading reading = how.leads("lead_id,a\n1,a\n" + row + "\n3,b\n" + row);
      assertThat(reading.leads()).containsExactly(lead("1", "a", "a"), lead("3", "a", "b"));
      assertThat(reading.rejections())
          .extracting(Rejection::line, Rejection::reason)
          .containsExactly(
              tuple(3L, "the row is longer than 1000 bytes"),
              tuple(5L, "the row is longer than 1000 bytes"));
    }
  }

  @Test
  void row_that_is_too_long_within_quotes_stops_the_run() {
    for (int chunk : new int[] {10, 100, 100_000}) {
      How how = How.csv("a").with(new Limits(chunk, 1000));
      assertThatThrownBy(() -> how.leads("lead_id,a\n1,\"" + "x\n".repeat(5000)))
          .isInstanceOf(FormatException.class)
          .hasMessage(
              "standard input: a row is longer than 1000 bytes, within quotes; is there a quote"
                  + " that is never closed?");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty, it has no header row",
        "'  '|is empty, it has no header row",
        "lead_id,a,a|columns 2 and 3 of the header are both named \"a\"",
        "lead_id,,a|column 2 of the header has no name",
        "id,a|has no column lead_id; it has id, a",
        "' Lead_ID,a'|has no column lead_id, but one spelled \" Lead_ID\"; names are compared"
            + " exactly",
        "lead_id,\"a|the header cannot be read: a quote is opened and never closed",
      })
  void header_that_cannot_be_used_stops_the_run(String text, String message) {
    assertThatThrownBy(() -> How.csv("a").leads(text))
        .isInstanceOf(FormatException.class)
        .hasMessage("standard input: " + message);
  }

  @Test
  void header_may_have_ten_thousand_columns_and_no_more() {
    String columns = String.join(",", IntStream.range(1, 10_000).mapToObj(i -> "c" + i).toList());
    String row = "\n1" + ",x".repeat(9_999);
    assertThat(How.csv("c9999").leads("lead_id," + columns + row).leads())
        .containsExactly(lead("1", "c9999", "x"));
    assertThatThrownBy(() -> How.csv("c9999").leads("lead_id,more," + columns + row))
        .hasMessage("standard input: has 10001 columns; at most 10000 can be read");
  }

  @Test
  void id_column_may_be_named() {
    How how = How.csv("lead_id");
    Reading reading = how.with(how.options().withIdColumn("email")).leads("lead_id,email\n1,a@b\n");
    assertThat(reading.leads()).containsExactly(lead("a@b", "lead_id", "1"));
  }

  @Test
  void accounts_may_have_an_account_id() {
    ReadOptions options = ReadOptions.of(SubjectKind.ACCOUNT, ZoneOffset.UTC);
    How how = How.csv("a").with(options.withFormat(FileFormat.CSV));
    assertThat(how.leads("account_id,a\n1,x\n").leads()).containsExactly(lead("1", "a", "x"));
  }

  @Test
  void events_have_four_fields_of_their_own_and_properties() {
    Reading reading =
        How.csv("path", "time", "missing")
            .events(
                "event_id,lead_id,path,event,time\n"
                    + "e1,7,/x,view,2026-01-02T03:04:05Z\n"
                    + ",7,,view,1\n");
    assertThat(reading.events())
        .containsExactly(
            new RecordingIntake.Event(
                "7",
                "e1",
                "view",
                Instant.parse("2026-01-02T03:04:05Z"),
                Map.of("path", new Value.Text("/x"))),
            new RecordingIntake.Event("7", "", "view", Instant.ofEpochSecond(1), Map.of()));
  }

  @Test
  void columns_may_be_renamed_and_then_have_one_name_only() {
    Reading reading =
        How.csv("type", "event", "path")
            .rename(Map.of("event", "type", "time", "ts", "path", "url"))
            .events("lead_id,type,ts,event,url,path\n7,view,1,x,/u,/p\n");
    assertThat(reading.events())
        .containsExactly(
            new RecordingIntake.Event(
                "7", "", "view", Instant.ofEpochSecond(1), Map.of("path", new Value.Text("/u"))));
  }

  @Test
  void event_rows_without_lead_type_or_time_are_rejected() {
    Reading reading =
        How.csv().events("lead_id,event,time\n ,v,1\n7, ,1\n7,v,\n7,v,soon\n7,v,2026-02-30\n");
    assertThat(reading.events()).isEmpty();
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::kind, Rejection::reason)
        .containsExactly(
            tuple(2L, Kind.NO_ID, "the row has no lead id"),
            tuple(3L, Kind.NO_TYPE, "the row has no event type"),
            tuple(4L, Kind.BAD_TIME, "the row has no time"),
            tuple(5L, Kind.BAD_TIME, "the time cannot be read: soon"),
            tuple(6L, Kind.BAD_TIME, "the time cannot be read: 2026-02-30"));
  }

  @Test
  void local_times_are_read_in_the_zone_of_the_model() {
    ReadOptions options = ReadOptions.of(SubjectKind.LEAD, ZoneId.of("Europe/Bucharest"));
    Reading reading =
        How.csv()
            .with(options.withFormat(FileFormat.CSV))
            .events(
                "lead_id,event,time\n7,v,2026-07-01\n7,v,2026-10-25 03:30\n7,v,2026-03-29 03:30\n");
    assertThat(reading.events())
        .extracting(RecordingIntake.Event::at)
        .containsExactly(
            Instant.parse("2026-06-30T21:00:00Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-03-29T01:30:00Z"));
  }

  private static RecordingIntake.Lead lead(String id, String attribute, String text) {
    return new RecordingIntake.Lead(id, Map.of(attribute, new Value.Text(text)));
  }
}
