package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.store.AttributeFact;
import io.plumbline.store.EventFact;
import io.plumbline.store.FactLog.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface FactLogContract extends OnStore {
  @Test
  default void appendEvents_repeatedIds_areOneEventEach() {
    BitSet first =
        store()
            .write(
                tx ->
                    tx.facts()
                        .appendEvents(
                            List.of(event(2, "b"), event(1, "a"), event(1, "a"), event(2, "a"))));
    BitSet second =
        store().write(tx -> tx.facts().appendEvents(List.of(event(1, "a"), event(1, "new"))));

    assertThat(first.stream()).containsExactly(0, 1, 3);
    assertThat(second.stream()).containsExactly(1);
    assertThat(store().<Long>read(tx -> tx.facts().eventCount())).isEqualTo(4);
    assertThat(store().<Set<String>>read(tx -> tx.facts().known(List.of(1L), List.of("a", "b"))))
        .containsExactly("a");
    assertThat(
            store()
                .<Set<String>>read(tx -> tx.facts().known(List.of(1L, 2L), List.of("a", "b", "c"))))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  default void known_manyIdsEachOfItsOwnProfile_thoseThatTheProfileHas() {
    written(tx -> tx.facts().appendEvents(List.of(event(1, "a"), event(2, "b"))));
    Map<Long, Set<String>> asked = new HashMap<>();
    for (long profile = 1; profile <= 130; profile++) {
      asked.put(profile, Set.of("a", "b"));
    }

    assertThat(store().<Map<Long, Set<String>>>read(tx -> tx.facts().known(asked)))
        .isEqualTo(Map.of(1L, Set.of("a"), 2L, Set.of("b")));
    assertThat(store().<Map<Long, Set<String>>>read(tx -> tx.facts().known(Map.of()))).isEmpty();
  }

  @Test
  default void appendEvents_repeatedWithOtherContents_theFirstStays() {
    written(tx -> tx.facts().appendEvents(List.of(Samples.event(1, "a", "signup", NOON))));
    written(tx -> tx.facts().appendEvents(List.of(Samples.event(1, "a", "login", NOON))));

    assertThat(events(1)).containsExactly(Samples.event(1, "a", "signup", NOON));
  }

  @Test
  default void events_everyKindOfValue_comesBackExactly() {
    Map<String, Value> properties =
        Map.of(
            "text", new Value.Text("Ünï\"\\\u0000\u0001🚀"),
            "exact", new Value.Decimal(new BigDecimal("12345678901234567890.123456789")),
            "tiny", new Value.Decimal(new BigDecimal("1E-200")),
            "yes", new Value.Bool(true),
            "many", new Value.Many(List.of(new Value.Text("a"), new Value.Bool(false))),
            "na\u0000me", new Value.Text("x"));
    List<EventFact> facts =
        List.of(
            new EventFact(
                1, new Event("all", "t", NOON, properties), NOON, Optional.empty(), "file"),
            new EventFact(
                1,
                new Event("\u0000\uD800", "ty\u0000pe", Instant.EPOCH, Map.of()),
                NOON,
                Optional.of(NOON.minusNanos(1)),
                "so\u0000urce"),
            new EventFact(
                1,
                new Event("old", "t", Instant.parse("0001-01-01T00:00:00.000000001Z"), Map.of()),
                NOON,
                Optional.empty(),
                ""),
            new EventFact(
                1,
                new Event("far", "t", Instant.parse("9999-12-31T23:59:59.999999999Z"), Map.of()),
                NOON,
                Optional.empty(),
                "file"));

    written(tx -> tx.facts().appendEvents(facts));

    assertThat(store().<List<EventFact>>read(tx -> tx.facts().events(List.of(1L), Instant.MAX)))
        .isEqualTo(facts);
    assertThat(store().<Set<String>>read(tx -> tx.facts().types()))
        .containsExactlyInAnyOrder("t", "ty\u0000pe");
  }

  @Test
  default void events_upToAnInstant_inTheOrderReceivedOverAllProfiles() {
    written(
        tx ->
            tx.facts()
                .appendEvents(
                    List.of(
                        at(2, "z", NOON),
                        at(1, "y", NOON.minusSeconds(5)),
                        at(3, "other", NOON),
                        at(1, "late", NOON.plusNanos(1)))));
    written(tx -> tx.facts().appendEvents(List.of(at(2, "a", NOON.minusSeconds(9)))));

    assertThat(store().<List<String>>read(tx -> ids(tx.facts().events(List.of(1L, 2L), NOON))))
        .containsExactly("z", "y", "a");
  }

  @Test
  default void timeline_pages_latestFirstWithoutGapOrRepeat() {
    List<EventFact> facts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      facts.add(at(1 + i % 2, "id" + i, NOON.plusSeconds(i / 3)));
    }
    facts.add(at(9, "other", NOON));
    written(tx -> tx.facts().appendEvents(facts));

    List<String> seen = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    List<EventFact> page = timeline(place);
    while (!page.isEmpty()) {
      seen.addAll(ids(page));
      place = Optional.of(Place.of(page.get(page.size() - 1)));
      page = timeline(place);
    }

    assertThat(seen)
        .containsExactly("id9", "id8", "id7", "id6", "id5", "id4", "id3", "id2", "id1", "id0");
  }

  @Test
  default void attributes_history_byInstantThenAsReceived() {
    List<AttributeFact> facts =
        List.of(
            Samples.attribute(1, "country", "DE", NOON),
            Samples.attribute(2, "country", "FR", NOON.minusSeconds(10)),
            new AttributeFact(1, "country", Optional.empty(), NOON, NOON.plusSeconds(4)),
            Samples.attribute(1, "na\u0000me", "x", Instant.parse("0001-01-01T00:00:00Z")),
            Samples.attribute(1, "size", "late", NOON.plusNanos(1)),
            Samples.attribute(3, "other", "x", NOON));
    written(tx -> tx.facts().appendAttributes(facts));

    assertThat(
            store().<List<AttributeFact>>read(tx -> tx.facts().attributes(List.of(1L, 2L), NOON)))
        .containsExactly(facts.get(3), facts.get(1), facts.get(0), facts.get(2));
  }

  @Test
  default void scanEvents_range_profilesRisingEachInTheOrderReceived() {
    written(
        tx ->
            tx.facts()
                .appendEvents(
                    List.of(
                        at(3, "c", NOON),
                        at(2, "z", NOON),
                        at(1, "q", NOON),
                        at(2, "a", NOON.minusSeconds(1)),
                        at(4, "d", NOON))));

    List<String> seen = new ArrayList<>();
    store()
        .read(
            tx -> {
              tx.facts().scanEvents(2, 3, Set.of(), fact -> seen.add(fact.event().id()));
              tx.facts().scanEvents(3, 2, Set.of(), fact -> seen.add("nothing"));
              return true;
            });
    assertThat(seen).containsExactly("z", "a", "c");
  }

  @Test
  default void scanEvents_types_onlyThoseExactly() {
    written(
        tx ->
            tx.facts()
                .appendEvents(
                    List.of(
                        Samples.event(1, "1", "signup", NOON),
                        Samples.event(1, "2", "Signup", NOON),
                        Samples.event(2, "3", "login", NOON),
                        Samples.event(2, "4", "view", NOON))));

    assertThat(scanned(Set.of("signup", "login"))).containsExactly("1", "3");
    assertThat(scanned(Set.of("never"))).isEmpty();
    assertThat(scanned(Set.of())).containsExactly("1", "2", "3", "4");
  }

  @Test
  default void timeline_ofProfilesWithOneEvent_hasTheFirstReceivedOnEveryPage() {
    written(tx -> tx.facts().appendEvents(List.of(at(2, "twice", NOON))));
    written(
        tx ->
            tx.facts()
                .appendEvents(
                    List.of(
                        at(1, "twice", NOON.plusSeconds(9)),
                        at(9, "twice", NOON.minusSeconds(9)),
                        at(1, "later", NOON.plusSeconds(5)))));

    List<EventFact> all = timeline(Optional.empty());

    assertThat(all).extracting(EventFact::profile).containsExactly(1L, 2L);
    assertThat(ids(all)).containsExactly("later", "twice");
    assertThat(timeline(Optional.of(Place.of(all.get(0))))).containsExactly(all.get(1));
    assertThat(timeline(Optional.of(Place.of(all.get(1))))).isEmpty();
  }

  private List<String> scanned(Set<String> types) {
    List<String> seen = new ArrayList<>();
    return store()
        .read(
            tx -> {
              tx.facts().scanEvents(0, Long.MAX_VALUE, types, f -> seen.add(f.event().id()));
              return seen;
            });
  }

  private List<EventFact> timeline(Optional<Place> before) {
    return store().read(tx -> tx.facts().timeline(List.of(1L, 2L), before, 4));
  }

  private List<EventFact> events(long profile) {
    return store().read(tx -> tx.facts().events(List.of(profile), Instant.MAX));
  }

  private static EventFact event(long profile, String id) {
    return Samples.event(profile, id, "view", NOON);
  }

  private static EventFact at(long profile, String id, Instant at) {
    return Samples.event(profile, id, "view", at);
  }

  private static List<String> ids(List<EventFact> facts) {
    return facts.stream().map(fact -> fact.event().id()).toList();
  }
}
