package io.plumbline.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to take back what the open writing transaction has done so far. Guarded by the store. */
final class Journal {
  private final Map<String, Long> counters = new HashMap<>();
  private @Nullable Thread writer;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  void begin() {
    writer = Thread.currentThread();
  }

  void commit() {
    undo.clear();
    writer = null;
  }

  void rollback() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
    writer = null;
  }

  /** Notes how to take back the change that is made next. */
  void note(Runnable inverse) {
    if (writer != Thread.currentThread()) {
      throw new IllegalStateException("this changes the store and needs a writing transaction");
    }
    undo.push(inverse);
  }

  /** The next number of a sequence, from 1. */
  long next(String counter) {
    return raise(counter, 1);
  }

  /** Raises a sequence and gives its last number. */
  long raise(String counter, long by) {
    long before = last(counter);
    note(() -> counters.put(counter, before));
    counters.put(counter, before + by);
    return before + by;
  }

  /** The last number given of a sequence; 0 for none. */
  long last(String counter) {
    return counters.getOrDefault(counter, 0L);
  }
}
