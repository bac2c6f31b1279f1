package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.SignalNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What events of one type may count for, in one lane; remembers what it found for a value. */
final class TypeOfEvents {
  private static final int NOT_SEEN = -1;
  private static final int SEVERAL = -1;

  private final Counting counting;
  private final BitSet counted = new BitSet();
  private int[] remembered = {};

  TypeOfEvents(Counting counting) {
    this.counting = counting;
  }

  /**
   * What events of a type may count for, the same in all lanes.
   *
   * @param members the signals that may count
   * @param always the class of events where no signal asks for properties
   * @param asks whether a signal looks at properties to decide
   * @param readsNumbers whether a signal reads numbers
   * @param decidingSlot the one property that decides, or -1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Counting(
      List<SignalNode> signals,
      int[] members,
      int always,
      boolean asks,
      boolean readsNumbers,
      int decidingSlot) {

    static Counting of(String normalType, List<SignalNode> signals, EventClasses classes) {
      BitSet all = new BitSet();
      boolean asking = false;
      boolean reading = false;
      boolean byDay = false;
      TreeSet<Integer> slots = new TreeSet<>();
      for (int i = 0; i < signals.size(); i++) {
        SignalNode signal = signals.get(i);
        if (signal.hasType(normalType)) {
          all.set(i);
          asking |= !signal.countsAlways();
          reading |= signal.readsNumber();
          byDay |= signal.dependsOnDay();
          Arrays.stream(signal.slots()).forEach(slots::add);
        }
      }
      int slot = slots.size() == 1 && !byDay ? slots.first() : SEVERAL;
      return new Counting(signals, all.stream().toArray(), classes.of(all), asking, reading, slot);
    }
  }

  boolean wantsProperties() {
    return counting.asks || counting.readsNumbers;
  }

  boolean readsNumbers() {
    return counting.readsNumbers;
  }

  /** The class of events of the type where no signal asks for properties. */
  int always() {
    return counting.always;
  }

  /** The class found before for these codes, or -1. */
  int remembered(int[] codes) {
    int code = counting.decidingSlot == SEVERAL ? Integer.MAX_VALUE : codes[counting.decidingSlot];
    return code < remembered.length ? remembered[code] : NOT_SEEN;
  }

  /** Remembers a class where one value decided it. */
  void remember(int[] codes, int eventClass) {
    if (counting.decidingSlot != SEVERAL) {
      int code = codes[counting.decidingSlot];
      if (code >= remembered.length) {
        int known = remembered.length;
        remembered = Arrays.copyOf(remembered, Math.max(code + 1, 2 * known));
        Arrays.fill(remembered, known, remembered.length, NOT_SEEN);
      }
      remembered[code] = eventClass;
    }
  }

  /** The signals that an event with these properties counts for; reused by the next call. */
  BitSet counted(@Nullable Operand[] properties, int day) {
    counted.clear();
    for (int signal : counting.members) {
      if (counting.signals.get(signal).matches(properties, day)) {
        counted.set(signal);
      }
    }
    return counted;
  }
}
