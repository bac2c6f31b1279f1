package io.plumbline.server.live;

import io.plumbline.core.engine.SignalKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signals that a subject's events were folded into, whether or not any counted. It never
 * changes, and the store knows it by its number.
 */
final class SignalSet {
  private final int number;
  private final List<SignalKey> keys;
  private final Map<SignalKey, Integer> places = new HashMap<>();

  SignalSet(int number, List<SignalKey> keys) {
    this.number = number;
    this.keys = List.copyOf(keys);
    for (int i = 0; i < keys.size(); i++) {
      places.put(keys.get(i), i);
    }
  }

  int number() {
    return number;
  }

  List<SignalKey> keys() {
    return keys;
  }

  int size() {
    return keys.size();
  }

  /** The place of a signal, or -1. */
  int place(SignalKey key) {
    return places.getOrDefault(key, -1);
  }
}
