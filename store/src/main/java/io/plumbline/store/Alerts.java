package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Alert rules, and where subjects stand with them. */
public interface Alerts {
  /** Adds a rule and gives it as stored. */
  AlertRule add(AlertRule rule);

  /** Puts a rule in the place of the one with its key. */
  void update(AlertRule rule);

  /** Removes a rule; its states go with {@link #removeStates}. */
  void remove(long key);

  Optional<AlertRule> get(long key);

  /** All of them, by key. */
  List<AlertRule> list();

  /** Where subjects stand with all rules; those that are armed and were never told of left out. */
  List<AlertState> states(Collection<Long> subjects);

  void putStates(List<AlertState> states);

  /** States whose subject has stayed long enough by an instant, those due first first. */
  List<AlertState> due(Instant now, int limit);

  /** Removes up to a number of a rule's states and says how many it removed. */
  int removeStates(long rule, int limit);
}
