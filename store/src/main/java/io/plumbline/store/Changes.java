package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The history of scores. */
public interface Changes {
  /** Appends changes and gives their keys, in the same order. */
  List<Long> append(List<ScoreChange> changes);

  /**
   * The changes of a subject that can be seen, the latest first.
   *
   * @param versions only under these versions; empty for all
   * @param before only changes with a lower key; empty for the latest
   */
  List<ScoreChange> of(
      long subject, List<Long> versions, Optional<Long> before, Instant from, int limit);

  /**
   * Makes the changes of a run visible, all at once, as of an instant.
   *
   * <p>A change appended with a run is hidden until then; of several hidden changes of one subject
   * in one run the last one appended counts and its {@code before} is that of the first. From then
   * on it has a higher key than every change before, and the run takes no more changes.
   */
  void publishRun(long run, Instant at);

  /**
   * The changes of a published run as they are seen, one a subject, by subject.
   *
   * @param afterSubject only of subjects with higher keys
   */
  List<ScoreChange> ofRun(long run, long afterSubject, int limit);

  /** The same of some subjects; those that the run does not change are left out. */
  List<ScoreChange> ofRun(long run, Collection<Long> subjects);

  /** Takes back the hidden changes of some subjects in a run; says how many there were. */
  int dropFromRun(long run, Collection<Long> subjects);

  /** Removes up to a number of the hidden changes of a run that will never be published. */
  int removeRun(long run, int limit);
}
