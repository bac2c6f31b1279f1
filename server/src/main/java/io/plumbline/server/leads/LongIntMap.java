package io.plumbline.server.leads;

import java.util.Arrays;

/** Numbers of rows by keys above 0. Not thread-safe. */
final class LongIntMap {
  static final int NONE = -1;
  private static final long EMPTY = 0;
  private static final int FIRST = 1024;

  private long[] keys = new long[FIRST];
  private int[] values = new int[FIRST];
  private int size;

  int get(long key) {
    int slot = slot(key, keys);
    return keys[slot] == EMPTY ? NONE : values[slot];
  }

  void put(long key, int value) {
    int slot = slot(key, keys);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
    if (size * 5L > keys.length * 3L) {
      grow();
    }
  }

  void remove(long key) {
    int hole = slot(key, keys);
    if (keys[hole] == EMPTY) {
      return;
    }
    keys[hole] = EMPTY;
    size--;
    int mask = keys.length - 1;
    // Whoever was pushed on by the removed one moves back, else it would not be found any more.
    for (int at = (hole + 1) & mask; keys[at] != EMPTY; at = (at + 1) & mask) {
      long moved = keys[at];
      int value = values[at];
      keys[at] = EMPTY;
      int slot = slot(moved, keys);
      keys[slot] = moved;
      values[slot] = value;
    }
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = Arrays.copyOf(new int[0], keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i], keys);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int slot(long key, long[] table) {
    int mask = table.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (table[slot] != EMPTY && table[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  long footprint() {
    return 12L * keys.length;
  }
}
