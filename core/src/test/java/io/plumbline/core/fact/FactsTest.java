package io.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Section 1 of the specification: facts. */
class FactsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static Event event(String id, String type) {
    return new Event(id, type, NOW, Map.of());
  }

  /** "Two events with the same id are one event: the first one received counts". */
  @Test
  void distinctEvents_repeatedIds_keepTheFirstReceived() {
    Event first = event("a", "one");
    Event other = event("A", "two");
    Event again = event("a", "three");
    Event without = event("", "four");
    Facts facts =
        new Facts(new Subject("lead", Map.of()), List.of(first, other, without, again, without));
    assertThat(facts.distinctEvents()).containsExactly(first, other, without, without);
  }

  /** "An event without an id is an event of its own." */
  @Test
  void hasId_emptyId_isNone() {
    assertThat(event("", "e").hasId()).isFalse();
    assertThat(event("0", "e").hasId()).isTrue();
  }

  /** "Blank text is unknown"; "null and blank elements are left out; an empty list is unknown". */
  @Test
  void value_blankOrEmpty_isNone() {
    assertThat(Value.ofText(" \u00a0")).isEmpty();
    assertThat(Value.ofText(" x ")).hasValue(new Value.Text(" x "));
    assertThat(Value.ofElements(List.of())).isEmpty();
  }

  @Test
  void value_listInAList_isRefused() {
    Value.Many list = new Value.Many(List.of(new Value.Decimal(BigDecimal.ONE)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Value.Many(List.of(list)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Value.Many(List.of()));
  }

  @Test
  void facts_madeOfLists_doNotChangeWithThem() {
    List<Event> events = new ArrayList<>(List.of(event("a", "e")));
    Facts facts = new Facts(new Subject("lead", Map.of()), events);
    events.clear();
    assertThat(facts.events()).hasSize(1);
  }

  @Test
  void subjectAndEvent_blankIdOrType_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Subject("\u2003", Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> event("a", " "));
  }
}
