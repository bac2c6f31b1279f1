package io.plumbline.store;

import java.util.Collection;
import java.util.Map;

/** The folded facts of each subject, as encoded by whoever folds them: a cache. */
public interface States {
  Map<Long, byte[]> get(Collection<Long> subjects);

  void put(Map<Long, byte[]> states);

  void remove(Collection<Long> subjects);

  /** Shows the states of a range of subjects (both ends included), rising. */
  void scan(long from, long to, Visitor visitor);

  /** Takes states one by one. */
  interface Visitor {
    void state(long subject, byte[] state);
  }
}
