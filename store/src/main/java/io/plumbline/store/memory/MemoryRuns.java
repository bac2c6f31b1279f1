package io.plumbline.store.memory;

import io.plumbline.store.Run;
import io.plumbline.store.Runs;
import java.util.List;
import java.util.Optional;

final class MemoryRuns implements Runs {
  private final Journal journal;
  private final Rows<Long, Run> runs;

  MemoryRuns(Journal journal) {
    this.journal = journal;
    runs = new Rows<>(journal);
  }

  @Override
  public long add(Run run) {
    long key = journal.next("run");
    runs.put(key, run.stored(key));
    return key;
  }

  @Override
  public void update(Run run) {
    if (!runs.has(run.key())) {
      throw new IllegalArgumentException("there is no run with the key " + run.key());
    }
    runs.put(run.key(), run);
  }

  @Override
  public Optional<Run> get(long key) {
    return runs.get(key);
  }

  @Override
  public List<Run> list(Optional<Long> before, int limit) {
    return runs
        .all()
        .headMap(before.orElse(Long.MAX_VALUE), false)
        .descendingMap()
        .values()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Run> open() {
    return runs.all().values().stream().filter(Run::isRunning).toList();
  }
}
