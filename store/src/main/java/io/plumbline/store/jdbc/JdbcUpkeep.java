package io.plumbline.store.jdbc;

import io.plumbline.store.Upkeep;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class JdbcUpkeep implements Upkeep {
  private static final String COUNTER = "signal_set";

  private final Session session;

  JdbcUpkeep(Session session) {
    this.session = session;
  }

  @Override
  public Map<Integer, List<String>> signalSets() {
    Map<Integer, List<String>> sets = new HashMap<>();
    session.each(
        "SELECT number, hashes FROM signal_set",
        p -> {},
        row -> {
          int number = (int) row.number();
          String hashes = row.text();
          sets.put(number, hashes.isEmpty() ? List.of() : List.of(hashes.split(" ", -1)));
        });
    return sets;
  }

  @Override
  public int addSignalSet(List<String> hashes) {
    int number = Math.toIntExact(session.nextKey(COUNTER));
    session.update(
        "INSERT INTO signal_set (number, hashes) VALUES (?, ?)",
        p -> p.number(number).text(String.join(" ", hashes)));
    return number;
  }

  @Override
  public Map<String, LocalDate> days() {
    Map<String, LocalDate> days = new HashMap<>();
    session.each(
        "SELECT zone, day FROM day_begun",
        p -> {},
        row -> {
          String zone = row.text();
          days.put(zone, LocalDate.ofEpochDay(row.number()));
        });
    return days;
  }

  @Override
  public void putDay(String zone, LocalDate day) {
    session.update(
        "INSERT INTO day_begun (zone, day) VALUES (?, ?)"
            + " ON CONFLICT (zone) DO UPDATE SET day = excluded.day",
        p -> p.text(zone).number(day.toEpochDay()));
  }
}
