package io.plumbline.store.memory;

import io.plumbline.store.States;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

final class MemoryStates implements States {
  private final Rows<Long, byte[]> states;

  MemoryStates(Journal journal) {
    states = new Rows<>(journal);
  }

  @Override
  public Map<Long, byte[]> get(Collection<Long> subjects) {
    Map<Long, byte[]> found = new HashMap<>();
    for (Long subject : subjects) {
      states.get(subject).ifPresent(state -> found.put(subject, state.clone()));
    }
    return found;
  }

  @Override
  public void put(Map<Long, byte[]> added) {
    added.forEach((subject, state) -> states.put(subject, state.clone()));
  }

  @Override
  public void remove(Collection<Long> subjects) {
    subjects.forEach(states::remove);
  }

  @Override
  public void scan(long from, long to, Visitor visitor) {
    if (from <= to) {
      states
          .all()
          .subMap(from, true, to, true)
          .forEach((subject, state) -> visitor.state(subject, state.clone()));
    }
  }
}
