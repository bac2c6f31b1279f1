package io.plumbline.store.memory;

import io.plumbline.store.Reject;
import io.plumbline.store.Rejects;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

final class MemoryRejects implements Rejects {
  private final Journal journal;
  private final Rows<Long, Reject> rejects;

  MemoryRejects(Journal journal) {
    this.journal = journal;
    rejects = new Rows<>(journal);
  }

  @Override
  public void add(List<Reject> added) {
    for (Reject reject : added) {
      long key = journal.next("reject");
      rejects.put(key, with(reject, key, reject.replayedAt()));
    }
  }

  @Override
  public List<Reject> list(Optional<Long> before, boolean onlyOpen, int limit) {
    return rejects
        .all()
        .headMap(before.orElse(Long.MAX_VALUE), false)
        .descendingMap()
        .values()
        .stream()
        .filter(reject -> !onlyOpen || reject.replayedAt().isEmpty())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Reject> get(Collection<Long> keys) {
    return new TreeSet<>(keys).stream().flatMap(key -> rejects.get(key).stream()).toList();
  }

  @Override
  public void replayed(Collection<Long> keys, Instant at) {
    for (Reject reject : get(keys)) {
      rejects.put(reject.key(), with(reject, reject.key(), Optional.of(at)));
    }
  }

  @Override
  public long openCount() {
    return rejects.all().values().stream().filter(reject -> reject.replayedAt().isEmpty()).count();
  }

  @Override
  public int keepLatest(long most) {
    long over = Math.max(0, rejects.all().size() - most);
    List<Long> oldest = rejects.all().keySet().stream().limit(over).toList();
    oldest.forEach(rejects::remove);
    return oldest.size();
  }

  private static Reject with(Reject reject, long key, Optional<Instant> replayedAt) {
    return new Reject(
        key,
        reject.received(),
        reject.source(),
        reject.code(),
        reject.reason(),
        reject.payload(),
        replayedAt);
  }
}
