package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface UpkeepContract extends OnStore {
  @Test
  default void addSignalSet_severalEvenEmpty_eachUnderItsOwnNumber() {
    int two = store().write(tx -> tx.upkeep().addSignalSet(List.of("b", "a")));
    int none = store().write(tx -> tx.upkeep().addSignalSet(List.of()));

    assertThat(store().<Map<Integer, List<String>>>read(tx -> tx.upkeep().signalSets()))
        .isEqualTo(Map.of(two, List.of("b", "a"), none, List.of()));
  }

  @Test
  default void putDay_again_theLaterCounts() {
    written(tx -> tx.upkeep().putDay("Europe/Bucharest", LocalDate.parse("2026-11-20")));
    written(tx -> tx.upkeep().putDay("UTC", LocalDate.parse("1969-12-31")));
    written(tx -> tx.upkeep().putDay("Europe/Bucharest", LocalDate.parse("2026-11-21")));

    assertThat(store().<Map<String, LocalDate>>read(tx -> tx.upkeep().days()))
        .isEqualTo(
            Map.of(
                "Europe/Bucharest",
                LocalDate.parse("2026-11-21"),
                "UTC",
                LocalDate.parse("1969-12-31")));
  }
}
