package io.plumbline.server.publish;

import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rows that nobody reads any more, removed in small jobs of the lane. */
final class Leftovers {
  private static final int AT_ONCE = 2000;
  private static final Set<Run.Kind> OURS =
      Set.of(
          Run.Kind.PUBLISH,
          Run.Kind.ROLLBACK,
          Run.Kind.SHADOW,
          Run.Kind.PILOT,
          Run.Kind.PILOT_END,
          Run.Kind.RETIRE);

  private final PublishParts parts;

  Leftovers(PublishParts parts) {
    this.parts = parts;
  }

  /** Removes the scores of versions. */
  void remove(Collection<Long> versions) {
    for (long version : versions) {
      int removed = AT_ONCE;
      while (removed == AT_ONCE) {
        removed =
            Lane.await(parts.lane().submit(tx -> tx.scores().removeVersion(version, AT_ONCE)));
      }
    }
  }

  /** Removes the hidden changes of a run that failed. */
  void ofRun(long run) {
    int removed = AT_ONCE;
    while (removed == AT_ONCE) {
      removed = Lane.await(parts.lane().submit(tx -> tx.changes().removeRun(run, AT_ONCE)));
    }
  }

  /**
   * Ends runs that were cut off, and removes what they and versions that ended left behind. While
   * nothing is published.
   */
  void removeAll(String why) {
    for (Run run : parts.store().read(tx -> tx.runs().open())) {
      if (OURS.contains(run.kind())) {
        ofRun(run.key());
        Run failed = run.failed(parts.clock().instant(), why);
        Lane.await(
            parts
                .lane()
                .submit(
                    tx -> {
                      tx.runs().update(failed);
                      return true;
                    }));
      }
    }
    Set<Long> active = new HashSet<>();
    parts.active().current().forEach(it -> active.add(it.key()));
    List<Long> ended =
        parts
            .store()
            .read(
                tx ->
                    tx
                        .models()
                        .withStatus(Set.of(Status.DRAFT, Status.PAST, Status.ABANDONED))
                        .stream()
                        .map(it -> it.key())
                        .filter(key -> !active.contains(key))
                        .toList());
    remove(ended);
  }

  /** What a run is called in messages. */
  static String name(Run.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
