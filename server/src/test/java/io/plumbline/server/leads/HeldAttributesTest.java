package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.server.leads.SubjectTable.Known;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists can ask for any attributes at any time, and only so many are held at once. */
class HeldAttributesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final long ANA = 1;

  private final SubjectTable table = new SubjectTable();
  private Map<String, Value> values = new HashMap<>();
  private final HeldAttributes held =
      new HeldAttributes(table, filling -> filling.attributes(ANA, values));

  @BeforeEach
  void fill() {
    for (int i = 0; i < 2 * HeldAttributes.MOST; i++) {
      values.put("a" + i, new Value.Text("v" + i));
    }
    values.put("country", new Value.Text("RO"));
    held.keep(Set.of("country"));
    put();
  }

  private void put() {
    table.put(new Known(ANA, new Subject("ana", values), NOON, NOON), Map.of());
  }

  private Optional<Value> value(String name) {
    return new ListedColumns(List.of(), held.columns(Set.of(name))).of(name).value(0);
  }

  @Test
  void columns_ofNamesThatNobodyHas_takeNoPlace() {
    for (int i = 0; i < 3 * HeldAttributes.MOST; i++) {
      assertThat(value("invented" + i)).isEmpty();
    }

    assertThat(value("a7")).contains(new Value.Text("v7"));
    assertThat(table.attributeNames()).containsExactlyInAnyOrder("country", "a7");
  }

  /** Whoever reads it may meet another subject in the row of one that is gone. */
  @Test
  void column_thatIsMadeAnew_hearsOfChangesWhileSomebodyReadsIt() {
    AttributeColumn read = table.attribute("country").orElseThrow();
    for (int i = 0; table.attribute("country").orElseThrow() == read; i++) {
      values = Map.of("country", new Value.Text("country " + i));
      put();
    }

    values = Map.of("country", new Value.Text("DE"));
    put();

    assertThat(read.value(0)).contains(new Value.Text("DE"));
    assertThat(value("country")).contains(new Value.Text("DE"));
  }

  @Test
  void columns_ofMoreThanCanBeHeld_makeTheLeastRecentlyAskedForGiveWay() {
    for (int i = 0; i < HeldAttributes.MOST; i++) {
      value("a" + i);
    }
    value("a0");

    assertThat(value("a300")).contains(new Value.Text("v300"));
    assertThat(table.attributeNames())
        .hasSize(HeldAttributes.MOST + 1)
        .contains("country", "a0", "a300")
        .doesNotContain("a1");
    assertThat(value("a1")).contains(new Value.Text("v1"));
  }

  @Test
  void columns_thatGaveWay_areStillTrueForWhoReadsThem() {
    AttributeColumn read = held.columns(Set.of("a0")).get("a0");
    for (int i = 1; i <= HeldAttributes.MOST; i++) {
      value("a" + i);
    }
    values = new HashMap<>(Map.of("a0", new Value.Text("new")));
    put();

    assertThat(table.isHeld("a0")).isFalse();
    assertThat(read.value(0)).contains(new Value.Text("new"));
    table.remove(ANA);
    assertThat(read.value(0)).isEmpty();
  }

  @Test
  void columns_ofMoreAtOnceThanCanBeHeld_areRefused() {
    List<String> names =
        IntStream.rangeClosed(0, HeldAttributes.MOST).mapToObj(i -> "a" + i).toList();

    assertThatThrownBy(() -> held.columns(names))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("200 attributes that no model uses; found 201");
  }
}
