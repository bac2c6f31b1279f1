package io.plumbline.store;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The merges behind a subject: those into it, and those into what was merged into it. */
public final class MergeChain {
  private MergeChain() {}

  /**
   * The merges in the order made.
   *
   * @param look the merges into any of some subjects, and those from the subject itself
   */
  public static List<Merge> of(long subject, Function<Set<Long>, List<Merge>> look) {
    Set<Long> part = new HashSet<>(Set.of(subject));
    List<Merge> found = look.apply(part);
    while (found.stream()
        .filter(merge -> merge.from() != subject)
        .anyMatch(m -> part.add(m.from()))) {
      found.forEach(merge -> part.add(merge.from()));
      found = look.apply(part);
    }
    return found.stream().sorted(Comparator.comparingLong(Merge::key)).toList();
  }
}
