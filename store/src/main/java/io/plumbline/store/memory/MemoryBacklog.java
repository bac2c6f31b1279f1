package io.plumbline.store.memory;

import io.plumbline.store.Backlog;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

final class MemoryBacklog implements Backlog {
  private final Rows<Long, Boolean> marked;
  private final Rows<Long, Instant> sleeping;

  MemoryBacklog(Journal journal) {
    marked = new Rows<>(journal);
    sleeping = new Rows<>(journal);
  }

  @Override
  public void add(Collection<Long> subjects) {
    subjects.forEach(subject -> marked.put(subject, true));
  }

  @Override
  public void remove(Collection<Long> subjects) {
    subjects.forEach(marked::remove);
  }

  @Override
  public List<Long> first(int limit) {
    return marked.all().keySet().stream().limit(limit).toList();
  }

  @Override
  public long count() {
    return marked.all().size();
  }

  @Override
  public void wake(Map<Long, Instant> subjects) {
    subjects.forEach(
        (subject, at) -> {
          if (sleeping.get(subject).filter(known -> !at.isBefore(known)).isEmpty()) {
            sleeping.put(subject, at);
          }
        });
  }

  @Override
  public List<Long> awake(Instant now, int limit) {
    List<Long> due =
        sleeping.all().entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .sorted(Map.Entry.comparingByValue())
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    new TreeSet<>(due).forEach(sleeping::remove);
    return due;
  }

  @Override
  public Optional<Instant> nextWake() {
    return sleeping.all().values().stream().min(Comparator.naturalOrder());
  }
}
