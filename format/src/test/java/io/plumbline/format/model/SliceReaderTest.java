package io.plumbline.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Facts;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.SubjectKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void condition_inYamlOrJson_holdsForThoseItNames() {
    for (String text : List.of("country: [RO, DE]", "{\"country\": [\"RO\", \"DE\"]}")) {
      assertThat(holds(text, Map.of("country", new Value.Text("ro")))).isTrue();
      assertThat(holds(text, Map.of("country", new Value.Text("FR")))).isFalse();
      assertThat(holds(text, Map.of())).isFalse();
    }
  }

  @Test
  void condition_ofSeveralParts_isReadAsAModelReadsIt() {
    String text = "any:\n  - employees: {at_least: 100}\n  - not: {region: north}\n";
    assertThat(holds(text, Map.of("region", new Value.Text("south")))).isTrue();
    assertThat(holds(text, Map.of("region", new Value.Text("North")))).isFalse();
  }

  @Test
  void mistakes_areAllReportedWhereTheyStand() {
    ModelReading reading = read("country: {is: RO, at_lest: 3}\nall: []\nnot: {any: 5}\n");
    assertThat(reading.model()).isEmpty();
    assertThat(reading.errors())
        .extracting(it -> it.position().line() + ":" + it.position().column())
        .containsExactly("1:19", "2:6", "3:12");
    assertThat(reading.errors())
        .extracting(it -> it.issue().path())
        .contains("/country/at_lest", "/all", "/not/any");
  }

  @Test
  void emptyText_orNoMap_isAnError() {
    for (String text : List.of("", "{}", "[1]", "RO", "a: b: c")) {
      assertThat(read(text).errors()).as(text).isNotEmpty();
    }
  }

  @Test
  void condition_overTheLimit_isRefused() {
    ModelReading reading = read("a: " + "x".repeat(SliceReader.MAX_BYTES));
    assertThat(reading.errors()).extracting(it -> it.issue().code()).containsExactly("too-large");
  }

  private static boolean holds(String text, Map<String, Value> attributes) {
    ModelReading reading = read(text);
    assertThat(reading.errors()).isEmpty();
    CompiledModel model = ModelCompiler.compile(reading.model().orElseThrow());
    Facts facts = new Facts(new Subject("1", attributes), List.of());
    return model.score(facts, NOW).disqualifiedBy().equals(SliceReader.ENTRY);
  }

  private static ModelReading read(String text) {
    return SliceReader.read("slice.yaml", text, ZoneId.of("UTC"), SubjectKind.LEAD);
  }
}
