package io.plumbline.store.memory;

import io.plumbline.store.Upkeep;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

final class MemoryUpkeep implements Upkeep {
  private final Journal journal;
  private final Rows<Integer, List<String>> sets;
  private final Rows<String, LocalDate> days;

  MemoryUpkeep(Journal journal) {
    this.journal = journal;
    sets = new Rows<>(journal);
    days = new Rows<>(journal);
  }

  @Override
  public Map<Integer, List<String>> signalSets() {
    return Map.copyOf(sets.all());
  }

  @Override
  public int addSignalSet(List<String> hashes) {
    int number = Math.toIntExact(journal.next("signal_set"));
    sets.put(number, List.copyOf(hashes));
    return number;
  }

  @Override
  public Map<String, LocalDate> days() {
    return Map.copyOf(days.all());
  }

  @Override
  public void putDay(String zone, LocalDate day) {
    days.put(zone, day);
  }
}
