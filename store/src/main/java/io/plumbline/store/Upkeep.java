package io.plumbline.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What whoever keeps scores up to date has to remember between two starts. */
public interface Upkeep {
  /**
   * The sets of signals that states were folded for, by number; a set never changes.
   *
   * @return the hashes of the signals of each set, in its order
   */
  Map<Integer, List<String>> signalSets();

  /** Adds a set of signals and gives its number, from 1, never given again. */
  int addSignalSet(List<String> hashes);

  /** The last day that was begun for all subjects, by time zone. */
  Map<String, LocalDate> days();

  void putDay(String zone, LocalDate day);
}
