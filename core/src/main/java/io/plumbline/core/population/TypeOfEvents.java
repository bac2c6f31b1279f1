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

  private final List<SignalNode> signals;
  private final int[] members;
  private final int always;
  private final boolean asks;
  private final boolean readsNumbers;
  private final int decidingSlot;
  private final BitSet counted = new BitSet();
  private int[] remembered = {};

  TypeOfEvents(String normalType, FactIntake intake) {
    signals = intake.compiled().signals();
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
    members = all.stream().toArray();
    always = intake.classes().of(all);
    asks = asking;
    readsNumbers = reading;
    decidingSlot = slots.size() == 1 && !byDay ? slots.first() : SEVERAL;
  }

  boolean wantsProperties() {
    return asks || readsNumbers;
  }

  boolean readsNumbers() {
    return readsNumbers;
  }

  /** The class of events of the type where no signal asks for properties. */
  int always() {
    return always;
  }

  /** The class found before for these codes, or -1. */
  int remembered(int[] codes) {
    int code = decidingSlot == SEVERAL ? Integer.MAX_VALUE : codes[decidingSlot];
    return code < remembered.length ? remembered[code] : NOT_SEEN;
  }

  /** Remembers a class where one value decided it. */
  void remember(int[] codes, int eventClass) {
    if (decidingSlot != SEVERAL) {
      int code = codes[decidingSlot];
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
    for (int signal : members) {
      if (signals.get(signal).matches(properties, day)) {
        counted.set(signal);
      }
    }
    return counted;
  }
}
