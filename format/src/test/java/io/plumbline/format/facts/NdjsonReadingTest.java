package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plumbline.core.fact.Value;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.format.FormatException;
import io.plumbline.format.facts.Reading.How;
import io.plumbline.format.facts.Rejection.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Specification section 7: leads and events as NDJSON. */
final class NdjsonReadingTest {
  private static final int CASES = Boolean.getBoolean("long") ? 100_000 : 3_000;

  private static How json(String... columns) {
    return How.csv(columns).format(FileFormat.NDJSON);
  }

  @Test
  void values_have_the_types_of_json() {
    String row =
        "{\"lead_id\":7.0,\"a\":\" x \",\"b\":1.50,\"c\":true,\"d\":null,\"e\":\""
            + " \",\"f\":{\"g\":1},\"h\":[1,null,\"\",\"y\",false],"
            + "\"i\":[[1]],\"j\":[{}],\"k\":[],\"l\":2e3}\n";
    assertThat(json("a", "b", "c", "d", "e", "f", "h", "i", "j", "k", "l").leads(row).leads())
        .containsExactly(
            new RecordingIntake.Lead(
                "7",
                Map.of(
                    "a", new Value.Text(" x "),
                    "b", new Value.Decimal(new BigDecimal("1.50")),
                    "c", new Value.Bool(true),
                    "h",
                        new Value.Many(
                            List.of(
                                new Value.Decimal(BigDecimal.ONE),
                                new Value.Text("y"),
                                new Value.Bool(false))),
                    "l", new Value.Decimal(new BigDecimal("2E+3")))));
  }

  @Test
  void numbers_beyond_a_thousand_digits_are_text_that_is_no_number() {
    String digits = "9".repeat(1001);
    for (String number : List.of(digits, "1e1001", "1e-1001", "1e99999999999", "-" + digits)) {
      assertThat(json("a").leads("{\"lead_id\":1,\"a\":" + number + "}").leads())
          .containsExactly(lead("1", new Value.Text(number)));
    }
    assertThat(json("a").leads("{\"lead_id\":1,\"a\":0e99999}").leads())
        .containsExactly(lead("1", new Value.Decimal(BigDecimal.ZERO)));
  }

  @Test
  void later_value_of_a_repeated_key_counts() {
    assertThat(json("a").leads("{\"a\":1,\"lead_id\":1,\"a\":\"x\",\"lead_id\":2}").leads())
        .containsExactly(lead("2", new Value.Text("x")));
  }

  @Test
  void times_are_texts_or_whole_numbers() {
    Reading reading =
        json()
            .events(
                """
                {"lead_id":1,"event":"v","time":"2026-01-02T03:04:05Z","event_id":17}
                {"lead_id":1,"event":5,"time":1750000000}

                {"lead_id":1,"event":"v","time":1750000000123,"event_id":" "}
                {"lead_id":1,"event":"v","time":1.5}
                {"lead_id":1,"event":"v","time":1e400}
                {"lead_id":1,"event":"v"}
                {"lead_id":1,"event":["v"],"time":1}
                {"lead_id":null,"event":"v","time":1}
                """);
    assertThat(reading.events())
        .extracting(
            RecordingIntake.Event::id, RecordingIntake.Event::type, RecordingIntake.Event::at)
        .containsExactly(
            tuple("17", "v", Instant.parse("2026-01-02T03:04:05Z")),
            tuple("", "5", Instant.ofEpochSecond(1_750_000_000)),
            tuple("", "v", Instant.ofEpochMilli(1_750_000_000_123L)));
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::kind)
        .containsExactly(
            tuple(5L, Kind.BAD_TIME),
            tuple(6L, Kind.BAD_TIME),
            tuple(7L, Kind.BAD_TIME),
            tuple(8L, Kind.NO_TYPE),
            tuple(9L, Kind.NO_ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":01}|column 7: Invalid numeric value: Leading zeroes not allowed",
        "{\"é\":nul}|column 6: Unrecognized token 'nul': was expecting (JSON String, Number, Array,"
            + " Object or token 'null', 'true' or 'false')",
        "{\"a\":[1}|column 8: Unexpected close marker '}': expected ']'",
        "{\"a\":1|column 7: Unexpected end-of-input: expected close marker for Object",
        "{\"a\":1}{\"b\":2}|has more than one JSON object",
        "[1]|is not a JSON object",
        "7|is not a JSON object",
        "{\"a\":1}}|column 8: Unexpected close marker '}': no open Object to close",
      })
  void line_that_is_no_object_is_rejected_and_the_next_is_read(String line, String reason) {
    Reading reading = json().leads("{\"lead_id\":1}\n" + line + "\n{\"lead_id\":2}\n");
    assertThat(reading.leads()).extracting(RecordingIntake.Lead::id).containsExactly("1", "2");
    assertThat(reading.rejections())
        .extracting(Rejection::line, Rejection::kind, Rejection::reason, Rejection::text)
        .containsExactly(tuple(2L, Kind.BAD_JSON, reason, line));
  }

  @Test
  void object_over_several_lines_is_rejected_line_by_line() {
    Reading reading = json().leads("{\"lead_id\":\n1}\n{\"lead_id\":2}");
    assertThat(reading.leads()).extracting(RecordingIntake.Lead::id).containsExactly("2");
    assertThat(reading.rejections()).hasSize(2);
  }

  @Test
  void array_in_place_of_lines_stops_the_run() {
    assertThatThrownBy(() -> json().leads(" \n[{\"lead_id\":1}]"))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "standard input: is a JSON array; write one object a line (with jq: jq -c '.[]' FILE)");
  }

  @Test
  void accounts_may_have_an_account_id_and_an_id_column_may_be_named() {
    ReadOptions options =
        ReadOptions.of(SubjectKind.ACCOUNT, ZoneOffset.UTC).withFormat(FileFormat.NDJSON);
    String rows = "{\"account_id\":\"x\"}\n{\"account_id\":\"y\",\"lead_id\":\"z\"}";
    assertThat(json("account_id").with(options).leads(rows).leads())
        .containsExactly(
            new RecordingIntake.Lead("x", Map.of()),
            new RecordingIntake.Lead("z", Map.of("account_id", new Value.Text("y"))));
    assertThat(json("lead_id").with(options.withIdColumn("account_id")).leads(rows).leads())
        .containsExactly(
            new RecordingIntake.Lead("x", Map.of()),
            new RecordingIntake.Lead("y", Map.of("lead_id", new Value.Text("z"))));
  }

  @Test
  void lines_at_random_read_as_a_tree_of_each_line_reads() {
    long first = System.nanoTime();
    for (int i = 0; i < CASES; i++) {
      long seed = first + i;
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder("{\"lead_id\":0}\n");
      for (int lines = random.nextInt(8); lines > 0; lines--) {
        text.append(line(random)).append(lines > 1 || random.nextBoolean() ? "\n" : "");
      }
      Limits limits = new Limits(1 + random.nextInt(random.nextBoolean() ? 8 : 300), 1 << 12);
      Reading reading =
          json("a", "b").with(limits).threads(1 + random.nextInt(3)).leads(text.toString());
      assertThat(reading.leads())
          .as("seed %d: %s", seed, text)
          .isEqualTo(expected(text.toString()));
    }
  }

  private static String line(SplittableRandom random) {
    StringBuilder line = new StringBuilder("{\"lead_id\":" + value(random, 0));
    for (int n = random.nextInt(4); n > 0; n--) {
      line.append(",\"").append("abc".charAt(random.nextInt(3))).append("\":");
      line.append(value(random, 0));
    }
    line.append("} ");
    for (int changes = random.nextInt(6) - 4; changes > 0; changes--) {
      line.setCharAt(random.nextInt(line.length()), "{}[]\",:1a\n".charAt(random.nextInt(10)));
    }
    // A change may have cut a code point in two.
    byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 2 ? 6 : 9)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "" + random.nextInt(100);
      case 3 -> random.nextInt(100) + "." + random.nextInt(100) + "e-" + random.nextInt(3);
      case 4, 5 ->
          "\"" + List.of("", " ", "x", "é\\n", "😀", "\\u00e9").get(random.nextInt(6)) + "\"";
      case 6 -> "{\"lead_id\":" + value(random, depth + 1) + "}";
      default -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
    };
  }

  private static List<RecordingIntake.Lead> expected(String text) {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    List<RecordingIntake.Lead> leads = new ArrayList<>();
    for (String line : text.split("\n")) {
      try {
        JsonNode row = mapper.readTree(line);
        Optional<Value> id = value(row.path("lead_id"));
        if (row.isObject() && id.isPresent() && !(id.get() instanceof Value.Many)) {
          Map<String, Value> attributes = new TreeMap<>();
          for (String name : List.of("a", "b")) {
            value(row.path(name)).ifPresent(value -> attributes.put(name, value));
          }
          leads.add(new RecordingIntake.Lead(idText(id.get()), attributes));
        }
      } catch (JacksonException e) {
        // Not a lead.
      }
    }
    return leads;
  }

  private static String idText(Value id) {
    if (id instanceof Value.Decimal decimal) {
      BigDecimal number = decimal.number().stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.toPlainString();
    }
    return id instanceof Value.Text text ? text.text() : "true";
  }

  private static Optional<Value> value(JsonNode node) {
    if (node.isString()) {
      return Value.ofText(node.stringValue());
    }
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      return Optional.of(new Value.Decimal(number.signum() == 0 ? BigDecimal.ZERO : number));
    }
    if (node.isBoolean()) {
      return Optional.of(new Value.Bool(node.booleanValue()));
    }
    if (!node.isArray()) {
      return Optional.empty();
    }
    List<Value> elements = new ArrayList<>();
    for (JsonNode element : node) {
      if (element.isContainer()) {
        return Optional.empty();
      }
      value(element).ifPresent(elements::add);
    }
    return Value.ofElements(elements);
  }

  @Test
  void bytes_that_are_not_utf8_reject_the_row() {
    byte[] text = "{\"lead_id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(json().leads(text).rejections())
        .extracting(Rejection::reason)
        .containsExactly("byte 13 of the row (0xE9) is not UTF-8");
  }

  private static RecordingIntake.Lead lead(String id, Value value) {
    return new RecordingIntake.Lead(id, Map.of("a", value));
  }
}
