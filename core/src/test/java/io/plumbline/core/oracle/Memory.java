package io.plumbline.core.oracle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers that were worked out before: the oracle is slow, not endless. Thread-safe. */
final class Memory<K, V> {
  private static final int MAX_SIZE = 100_000;

  private final Map<K, V> known = new ConcurrentHashMap<>();

  V of(K key, Function<K, V> work) {
    if (known.size() > MAX_SIZE) {
      known.clear();
    }
    V answer = known.get(key);
    if (answer == null) {
      answer = work.apply(key);
      known.put(key, answer);
    }
    return answer;
  }
}
