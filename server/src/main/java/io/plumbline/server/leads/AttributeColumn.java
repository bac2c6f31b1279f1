package io.plumbline.server.leads;

import io.plumbline.core.fact.Value;
import java.util.Arrays;
import java.util.Optional;

/** One attribute of all subjects, by numbers of a dictionary. Written under the rows' locks. */
final class AttributeColumn {
  private static final int[] NOBODY = new int[Segments.ROWS];
  private static final int FEW = 4096;

  private final String name;
  private final ValueDictionary dictionary = new ValueDictionary();
  private volatile int[][] segments = new int[0][];
  private volatile boolean complete;

  AttributeColumn(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Whether everybody's value is in it, and not only of those who changed lately. */
  boolean isComplete() {
    return complete;
  }

  void complete() {
    complete = true;
  }

  ValueDictionary dictionary() {
    return dictionary;
  }

  /** The numbers of a segment's values, to be read under its lock. */
  int[] segment(int segment) {
    int[][] all = segments;
    return segment < all.length ? all[segment] : NOBODY;
  }

  void set(int row, Optional<Value> value) {
    int segment = Segments.of(row);
    if (segment >= segments.length) {
      if (value.isEmpty()) {
        return;
      }
      int[][] more = Arrays.copyOf(segments, segment + 1);
      Arrays.fill(more, segments.length, more.length, NOBODY);
      segments = more;
    }
    if (segments[segment] == NOBODY) {
      if (value.isEmpty()) {
        return;
      }
      // Nobody reads it yet but under the row's lock, which the writer holds.
      segments[segment] = new int[Segments.ROWS];
    }
    segments[segment][Segments.within(row)] =
        value.map(dictionary::add).orElse(ValueDictionary.UNKNOWN);
  }

  Optional<Value> value(int row) {
    int number = segment(Segments.of(row))[Segments.within(row)];
    return number == ValueDictionary.UNKNOWN
        ? Optional.empty()
        : Optional.of(dictionary.value(number));
  }

  /** Whether so many values have come and gone that the dictionary should be made anew. */
  boolean isWasteful(int rows) {
    return complete && dictionary.size() > FEW && dictionary.size() / 2 > rows;
  }

  /** The same column with only the values that somebody has. */
  AttributeColumn renewed() {
    AttributeColumn fresh = new AttributeColumn(name);
    int[] numbers = new int[dictionary.size() + 1];
    int[][] copy = new int[segments.length][];
    for (int i = 0; i < copy.length; i++) {
      int[] old = segments[i];
      copy[i] = old == NOBODY ? NOBODY : new int[Segments.ROWS];
      for (int j = 0; old != NOBODY && j < old.length; j++) {
        if (old[j] != ValueDictionary.UNKNOWN && numbers[old[j]] == 0) {
          numbers[old[j]] = fresh.dictionary.add(dictionary.value(old[j]));
        }
        copy[i][j] = numbers[old[j]];
      }
    }
    fresh.segments = copy;
    fresh.complete = complete;
    return fresh;
  }

  long footprint() {
    return dictionary.footprint() + 4L * Segments.ROWS * segments.length;
  }
}
