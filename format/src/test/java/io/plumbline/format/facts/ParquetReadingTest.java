package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.format.FormatException;
import io.plumbline.format.facts.Reading.How;
import io.plumbline.format.facts.Rejection.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification section 7: leads and events as Parquet, as DuckDB writes it. */
final class ParquetReadingTest {
  @TempDir Path folder;

  private String write(String select, String options) throws SQLException {
    Path file = folder.resolve("rows.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      statement.execute("copy (" + select + ") to '" + file + "' (format parquet" + options + ")");
    }
    return file.toString();
  }

  private static How parquet(String... columns) {
    return How.csv(columns).format(FileFormat.PARQUET);
  }

  @Test
  void values_have_the_types_of_the_columns() throws SQLException {
    String file =
        write(
            """
            select 7::bigint lead_id, ' x ' a, '' b, 1.50::decimal(9,2) c, true d, 0.1::double e,
              0.1::float f, date '2026-01-02' g, timestamptz '2026-01-02 03:04:05.678901Z' h,
              null::int i, [1, null, 3] j, {'x': 1} k, [[1]] l, ['', 'y'] m, []::int[] n,
              18446744073709551615::ubigint o, 200::utinyint p, 'NaN'::double q,
              12345678901234567890.12345::decimal(38,5) r, map {'x': 1} s, [{'x': 1}] t
            """,
            "");
    String[] names = "abcdefghijklmnopqrst".split("");
    Map<String, Value> attributes =
        parquet(names).leadFiles(List.of(file)).leads().get(0).attributes();
    assertThat(attributes)
        .containsOnly(
            Map.entry("a", new Value.Text(" x ")),
            Map.entry("c", decimal("1.50")),
            Map.entry("d", new Value.Bool(true)),
            Map.entry("e", decimal("0.1")),
            Map.entry("f", decimal("0.1")),
            Map.entry("g", new Value.Day(LocalDate.of(2026, 1, 2))),
            Map.entry("h", new Value.Moment(Instant.parse("2026-01-02T03:04:05.678901Z"))),
            Map.entry("j", new Value.Many(List.of(decimal("1"), decimal("3")))),
            Map.entry("m", new Value.Many(List.of(new Value.Text("y")))),
            Map.entry("o", decimal("18446744073709551615")),
            Map.entry("p", decimal("200")),
            Map.entry("r", decimal("12345678901234567890.12345")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", codec snappy",
        ", codec zstd",
        ", codec gzip",
        ", codec lz4_raw",
        ", codec uncompressed",
        ", codec snappy, parquet_version v2",
      })
  void rows_are_the_same_in_any_codec_and_encoding(String options) throws SQLException {
    String file =
        write(
            """
            select 'lead ' || (i % 1000) lead_id,
              case when i % 7 = 0 then null else 'e' || i end event_id,
              ['view', 'click', 'a longer type ' || (i % 9000)][1 + i % 3] event,
              1750000000 + i * 7919 % 1000003 as time,
              case when i % 3 = 0 then null else i % 50 end n,
              case when i % 5 = 0 then [] else [i % 3, null, i % 4] end many, i / 8.0 as d,
              case when i % 11 = 0 then null else i % 4 = 1 end truth, (i / 4.0)::float f
              from range(30000) t(i)
            """,
            options + ", row_group_size 5000");
    Reading reading = parquet("n", "many", "d", "truth", "f").threads(3).eventFiles(List.of(file));
    assertThat(reading.rejections()).isEmpty();
    for (int i = 0; i < 30_000; i++) {
      assertRow(reading.events().get(i), i);
    }
  }

  private static void assertRow(RecordingIntake.Event event, int i) {
    String type = i % 3 == 0 ? "view" : i % 3 == 1 ? "click" : "a longer type " + i % 9000;
    assertThat(event.lead()).isEqualTo("lead " + i % 1000);
    assertThat(event.id()).isEqualTo(i % 7 == 0 ? "" : "e" + i);
    assertThat(event.type()).isEqualTo(type);
    assertThat(event.at()).isEqualTo(Instant.ofEpochSecond(1_750_000_000L + i * 7919L % 1_000_003));
    assertThat(Optional.ofNullable(event.properties().get("n")))
        .isEqualTo(i % 3 == 0 ? Optional.empty() : Optional.of(decimal("" + i % 50)));
    assertThat(Optional.ofNullable(event.properties().get("many")))
        .isEqualTo(
            i % 5 == 0
                ? Optional.empty()
                : Optional.of(new Value.Many(List.of(decimal("" + i % 3), decimal("" + i % 4)))));
    assertThat(Optional.ofNullable(event.properties().get("truth")))
        .isEqualTo(i % 11 == 0 ? Optional.empty() : Optional.of(new Value.Bool(i % 4 == 1)));
    assertThat(number(event.properties().get("f"))).isEqualByComparingTo(number(i / 4.0));
    assertThat(number(event.properties().get("d"))).isEqualByComparingTo(number(i / 8.0));
  }

  @Test
  void times_are_instants_local_instants_dates_numbers_or_text() throws SQLException {
    ReadOptions options =
        ReadOptions.of(SubjectKind.LEAD, ZoneId.of("Europe/Bucharest"))
            .withFormat(FileFormat.PARQUET);
    for (String time :
        List.of(
            "timestamptz '2026-07-01 10:00:00Z'",
            "timestamp '2026-07-01 13:00:00'",
            "timestamp_ms '2026-07-01 13:00:00'",
            "timestamp_ns '2026-07-01 13:00:00'",
            "1782900000",
            "1782900000000",
            "1782900000::double",
            "'2026-07-01 13:00'",
            "'2026-07-01T10:00Z'")) {
      String file = write("select 1 lead_id, 'v' event, " + time + " as time", "");
      assertThat(How.csv().with(options).eventFiles(List.of(file)).events())
          .as(time)
          .extracting(RecordingIntake.Event::at)
          .containsExactly(Instant.parse("2026-07-01T10:00:00Z"));
    }
    String file = write("select 1 lead_id, 'v' event, date '2026-07-01' as time", "");
    assertThat(How.csv().with(options).eventFiles(List.of(file)).events())
        .extracting(RecordingIntake.Event::at)
        .containsExactly(Instant.parse("2026-06-30T21:00:00Z"));
  }

  @Test
  void rows_without_id_type_or_time_are_rejected_by_their_number() throws SQLException {
    String file =
        write(
            """
            select * from (values (null, 'v', '1', 'e'), ('7', ' ', '1', 'e'),
              ('7', 'v', 'soon', 'e'), ('7', 'v', null, null), ('7', 'v', '1', ' '))
              t(lead_id, event, time, event_id)
            """,
            "");
    Reading reading = parquet().eventFiles(List.of(file));
    assertThat(reading.rejections())
        .extracting(Rejection::file, Rejection::line, Rejection::kind, Rejection::text)
        .containsExactly(
            tuple(file, 1L, Kind.NO_ID, "lead_id= event=v time=1 event_id=e"),
            tuple(file, 2L, Kind.NO_TYPE, "lead_id=7 event= time=1 event_id=e"),
            tuple(file, 3L, Kind.BAD_TIME, "lead_id=7 event=v time=soon event_id=e"),
            tuple(file, 4L, Kind.BAD_TIME, "lead_id=7 event=v time= event_id="));
    assertThat(reading.events()).hasSize(1);
  }

  @Test
  void ids_of_any_type_are_their_plain_text() throws SQLException {
    for (String id :
        List.of("-42", "4.20::decimal(9,2)", "date '2026-01-02'", "9::double", "'x'")) {
      String file = write("select " + id + " lead_id", "");
      String plain = id.replaceAll("::.*|date|'", "").strip().replace("4.20", "4.2");
      assertThat(parquet().leadFiles(List.of(file)).leads())
          .extracting(RecordingIntake.Lead::id)
          .containsExactly(plain);
    }
  }

  @Test
  void packed_parquet_and_standard_input_leave_no_temporary_file() throws Exception {
    String file =
        write("select i::varchar lead_id from range(20000) t(i)", ", row_group_size 4096");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(Files.readAllBytes(Path.of(file)));
    }
    long before = temporaryFiles();
    assertThat(parquet().threads(3).leads(packed.toByteArray()).leads()).hasSize(20_000);
    assertThat(parquet().leads(Files.readAllBytes(Path.of(file))).leads()).hasSize(20_000);
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  private static long temporaryFiles() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("plumbline-")).count();
    }
  }

  @Test
  void missing_column_is_told_like_in_csv() throws SQLException {
    String file = write("select 1 id, 2 a", "");
    assertThatThrownBy(() -> parquet().leadFiles(List.of(file)))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": has no column lead_id; it has id, a");
  }

  @Test
  void file_that_is_cut_off_or_damaged_fails_and_names_the_file() throws Exception {
    String file =
        write("select i lead_id, 'text ' || i a from range(5000) t(i)", ", row_group_size 2048");
    byte[] whole = Files.readAllBytes(Path.of(file));
    for (int length : new int[] {0, 4, 11, whole.length / 2, whole.length - 1}) {
      Files.write(Path.of(file), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> parquet("a").leadFiles(List.of(file)))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(file + ": is ");
    }
  }

  @Test
  void old_instants_of_96_bits_are_read() {
    PrimitiveType type = new PrimitiveType(Repetition.REQUIRED, PrimitiveTypeName.INT96, "t");
    byte[] bytes =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(3_600_000_000_007L)
            .putInt(2_440_589)
            .array();
    assertThat(new ParquetCells(type, ZoneOffset.UTC).value(bytes))
        .contains(new Value.Moment(Instant.parse("1970-01-02T01:00:00.000000007Z")));
  }

  private static Value decimal(String number) {
    return new Value.Decimal(new BigDecimal(number));
  }

  private static BigDecimal number(Value value) {
    return ((Value.Decimal) value).number();
  }

  private static BigDecimal number(double value) {
    return new BigDecimal(Double.toString(value));
  }
}
