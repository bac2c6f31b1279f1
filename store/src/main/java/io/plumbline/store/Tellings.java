package io.plumbline.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Published runs whose changes are still to be told to others, and how far each has come. */
public interface Tellings {
  /** From now on the changes of a run are to be told. */
  void add(long run);

  /** Those that are not done with, by key of run. */
  List<Telling> open();

  /** Notes that all changes of a run are told whose subjects have keys up to one. */
  void reached(long run, long subject);

  /** Notes subjects whose changes of a run were told before their turn. */
  void addAhead(long run, Collection<Long> subjects);

  /** Which of some subjects, none of them reached yet, were told before their turn. */
  Set<Long> ahead(long run, Collection<Long> subjects);

  /** Ends a telling. */
  void remove(long run);

  /**
   * A telling under way.
   *
   * @param reached the highest key of those subjects that had their turn; 0 at first
   */
  record Telling(long run, long reached) {}
}
