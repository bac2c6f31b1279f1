package io.plumbline.store;

import java.util.List;
import java.util.Optional;

/** The ledger of runs. */
public interface Runs {
  /** Adds a run and gives its key. */
  long add(Run run);

  /** Puts a run in the place of the one with its key. */
  void update(Run run);

  Optional<Run> get(long key);

  /** The latest first, with keys below one. */
  List<Run> list(Optional<Long> before, int limit);

  /** Those that have no end, by key: they run, or were cut off. */
  List<Run> open();
}
