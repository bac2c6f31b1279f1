package io.plumbline.format.facts;

import io.plumbline.core.fact.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes of values met before. Bounded: when it is full, or when hardly any value comes again, it
 * takes no more. Not thread-safe.
 */
final class ValueDictionary {
  static final int ABSENT = -1;

  private static final int MOST_ENTRIES = 1 << 16;
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int TRIAL_ENTRIES = 1 << 12;

  private final Map<Object, Integer> codes = new HashMap<>();
  private long hits;
  private long characters;

  /** The code of a value, or {@link #ABSENT}. */
  int find(Value value) {
    Integer code = codes.get(key(value));
    if (code == null) {
      return ABSENT;
    }
    hits++;
    return code;
  }

  /** Keeps the code of a value that {@link #find} did not find, if it can. */
  void put(Value value, int code) {
    boolean rare = codes.size() >= TRIAL_ENTRIES && hits < 2L * codes.size();
    long size = size(value);
    if (!rare && codes.size() < MOST_ENTRIES && characters + size <= MOST_CHARACTERS) {
      codes.put(key(value), code);
      characters += size;
    }
  }

  /** What stands for a value in the map; a record would compare by reflection, slow at first. */
  private static Object key(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Bool bool) {
      return bool.truth();
    }
    return value instanceof Value.Decimal decimal ? decimal.number() : value;
  }

  private static long size(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length();
    }
    if (value instanceof Value.Many many) {
      return many.elements().stream().mapToLong(ValueDictionary::size).sum();
    }
    return 0;
  }
}
