package io.plumbline.core.population;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one lane knows of the common {@link EventClasses}, so that it need not ask every time. */
final class LaneClasses {
  private final EventClasses common;
  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final List<int @Nullable []> reading = new ArrayList<>();

  LaneClasses(EventClasses common) {
    this.common = common;
  }

  int of(BitSet counted) {
    Integer known = numbers.get(counted);
    if (known == null) {
      known = common.of(counted);
      numbers.put((BitSet) counted.clone(), known);
    }
    return known;
  }

  /** The signals of a class that read a number. */
  int[] reading(int eventClass) {
    while (reading.size() <= eventClass) {
      reading.add(null);
    }
    int[] known = reading.get(eventClass);
    if (known == null) {
      known = common.reading(eventClass);
      reading.set(eventClass, known);
    }
    return known;
  }
}
