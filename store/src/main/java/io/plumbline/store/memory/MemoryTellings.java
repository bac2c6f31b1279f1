package io.plumbline.store.memory;

import io.plumbline.store.Tellings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class MemoryTellings implements Tellings {
  private final Rows<Long, Telling> tellings;
  private final Rows<Long, Set<Long>> ahead;

  MemoryTellings(Journal journal) {
    tellings = new Rows<>(journal);
    ahead = new Rows<>(journal);
  }

  @Override
  public void add(long run) {
    tellings.put(run, new Telling(run, 0));
  }

  @Override
  public List<Telling> open() {
    return List.copyOf(tellings.all().values());
  }

  @Override
  public void reached(long run, long subject) {
    tellings.put(run, new Telling(run, subject));
    Set<Long> left = new HashSet<>(aheadOf(run));
    left.removeIf(it -> it <= subject);
    ahead.put(run, left);
  }

  @Override
  public void addAhead(long run, Collection<Long> subjects) {
    Set<Long> more = new HashSet<>(aheadOf(run));
    more.addAll(subjects);
    ahead.put(run, more);
  }

  @Override
  public Set<Long> ahead(long run, Collection<Long> subjects) {
    Set<Long> found = new HashSet<>(subjects);
    found.retainAll(aheadOf(run));
    return found;
  }

  private Set<Long> aheadOf(long run) {
    return ahead.get(run).orElse(Set.of());
  }

  @Override
  public void remove(long run) {
    tellings.remove(run);
    ahead.remove(run);
  }
}
