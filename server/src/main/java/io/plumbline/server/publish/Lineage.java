package io.plumbline.server.publish;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions of a model were live one after the other, as the ledger of runs says. A version
 * that was gone back from is not among them: going back twice goes two steps back.
 */
final class Lineage {
  private static final int PAGE = 200;

  private Lineage() {}

  /** The version of a model that was live before the one that is, or last where none is. */
  static Optional<ModelVersion> before(Transaction tx, String model) {
    Deque<Long> line = new ArrayDeque<>();
    for (Run run : switches(tx, model)) {
      long version = run.version().orElseThrow();
      if (run.kind() == Run.Kind.ROLLBACK && line.contains(version)) {
        while (line.getLast() != version) {
          line.removeLast();
        }
      } else {
        line.addLast(version);
      }
    }
    while (!line.isEmpty()) {
      Optional<ModelVersion> last = tx.models().get(line.removeLast());
      if (last.filter(it -> it.status() == Status.PAST).isPresent()) {
        return last;
      }
    }
    return Optional.empty();
  }

  /** The runs that made a version of a model live, the earliest first. */
  private static List<Run> switches(Transaction tx, String model) {
    Set<Long> versions = new HashSet<>(tx.models().keys(model));
    List<Run> switches = new ArrayList<>();
    List<Run> page = tx.runs().list(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (Run run : page) {
        boolean ofModel = run.version().isPresent() && versions.contains(run.version().getAsLong());
        if (ofModel && hasSwitched(run)) {
          switches.add(run);
        }
      }
      page = tx.runs().list(Optional.of(page.get(page.size() - 1).key()), PAGE);
    }
    Collections.reverse(switches);
    return switches;
  }

  private static boolean hasSwitched(Run run) {
    return (run.kind() == Run.Kind.PUBLISH || run.kind() == Run.Kind.ROLLBACK)
        && !run.isRunning()
        && run.error().isEmpty();
  }
}
