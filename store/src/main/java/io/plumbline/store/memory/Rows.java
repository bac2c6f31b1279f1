package io.plumbline.store.memory;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table in memory: rows by key, in the order of keys, whose changes can be taken back. */
final class Rows<K extends Comparable<K>, V> {
  private final NavigableMap<K, V> rows = new TreeMap<>();
  private final Journal journal;

  Rows(Journal journal) {
    this.journal = journal;
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  boolean has(K key) {
    return rows.containsKey(key);
  }

  /** All rows; to be read only. */
  NavigableMap<K, V> all() {
    return rows;
  }

  void put(K key, V row) {
    V before = rows.get(key);
    journal.note(() -> restore(key, before));
    rows.put(key, row);
  }

  void remove(K key) {
    V before = rows.get(key);
    if (before != null) {
      journal.note(() -> restore(key, before));
      rows.remove(key);
    }
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }
}
