package io.plumbline.core.population;

import io.plumbline.core.engine.SignalNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sets of signals that events were found to count for, numbered as they are met. Class 0 is the
 * empty set: events that only use up their id. Thread-safe.
 */
final class EventClasses {
  static final int NOTHING = 0;

  private final List<SignalNode> signals;
  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final List<int[]> members = new ArrayList<>();

  EventClasses(List<SignalNode> signals) {
    this.signals = signals;
    of(new BitSet());
  }

  synchronized int of(BitSet signalsCounted) {
    return numbers.computeIfAbsent(
        (BitSet) signalsCounted.clone(),
        set -> {
          members.add(set.stream().toArray());
          return members.size() - 1;
        });
  }

  /** The signals of a class. */
  synchronized int[] members(int number) {
    return members.get(number);
  }

  /** The signals of each class so far. */
  synchronized int[][] all() {
    return members.toArray(int[][]::new);
  }

  /** The signals of a class that read a number of their events. */
  int[] reading(int number) {
    int[] all = members(number);
    List<Integer> reading = new ArrayList<>();
    for (int signal : all) {
      if (signals.get(signal).readsNumber()) {
        reading.add(signal);
      }
    }
    return reading.stream().mapToInt(Integer::intValue).toArray();
  }
}
