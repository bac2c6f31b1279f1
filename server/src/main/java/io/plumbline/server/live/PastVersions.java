package io.plumbline.server.live;

import io.plumbline.core.fact.IsoTime;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which version's score was a subject's score under a model at a past instant. The history says so
 * for each change; that versions were switched and the score stayed what it was is no change, and
 * is found in the ledger of runs, or for a pilot in its span and its slice.
 */
final class PastVersions {
  private static final int PAGE = 200;
  private static final Set<Run.Kind> MAKE_LIVE = Set.of(Run.Kind.PUBLISH, Run.Kind.ROLLBACK);
  private static final Set<Status> ONCE_PILOT = Set.of(Status.PILOT, Status.ABANDONED);

  private final Transaction tx;
  private final Versions known;
  private final List<Long> versions;

  PastVersions(Transaction tx, Versions known, String model) {
    this.tx = tx;
    this.known = known;
    versions = known.of(model);
  }

  /** The last change of a subject's score up to an instant; empty where it never had one. */
  Optional<ScoreChange> lastChange(long subject, Instant at) {
    Optional<Long> before = Optional.empty();
    while (!versions.isEmpty()) {
      List<ScoreChange> page = tx.changes().of(subject, versions, before, IsoTime.MIN, PAGE);
      for (ScoreChange change : page) {
        if (!change.at().isAfter(at)) {
          return Optional.of(change);
        }
      }
      if (page.size() < PAGE) {
        return Optional.empty();
      }
      before = Optional.of(page.get(page.size() - 1).key());
    }
    return Optional.empty();
  }

  /** The key of the version in effect, which after the last change may be another's; or none. */
  Optional<Long> inEffect(Optional<ScoreChange> lastChange, Instant at) {
    Optional<ScoreChange> scored = lastChange.filter(change -> change.after().isPresent());
    if (scored.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> silent = pilotSince(scored.get(), at);
    return silent.isPresent() ? silent : sinceChange(scored.get(), at);
  }

  private Optional<Long> sinceChange(ScoreChange change, Instant at) {
    long then = change.version();
    Optional<ModelVersion> pilot =
        tx.models().get(then).filter(version -> ONCE_PILOT.contains(version.status()));
    if (pilot.isEmpty()) {
      return madeLive(change.at(), at).or(() -> Optional.of(then));
    }
    boolean isOver = pilot.get().retired().filter(end -> !end.isAfter(at)).isPresent();
    return isOver ? madeLive(IsoTime.MIN, at).or(() -> Optional.of(then)) : Optional.of(then);
  }

  /**
   * The pilot that began after a change, is not over at an instant and had the subject in its slice
   * from its beginning on: whoever entered or left it later has a change that says so.
   */
  private Optional<Long> pilotSince(ScoreChange change, Instant at) {
    Collection<Long> candidates = tx.models().statuses(ONCE_PILOT).keySet();
    return candidates.stream()
        .filter(versions::contains)
        .flatMap(key -> tx.models().get(key).stream())
        .filter(version -> isPilotAt(version, at))
        .filter(version -> hadFromTheBeginning(version, change))
        .map(ModelVersion::key)
        .findFirst();
  }

  private static boolean isPilotAt(ModelVersion version, Instant at) {
    return version.pilot().isPresent()
        && version.published().filter(begin -> !begin.isAfter(at)).isPresent()
        && version.retired().filter(end -> !end.isAfter(at)).isEmpty();
  }

  private boolean hadFromTheBeginning(ModelVersion pilot, ScoreChange change) {
    Instant begin = pilot.published().orElseThrow();
    return !begin.isBefore(change.at())
        && known
            .pilotSlice(pilot.key())
            .flatMap(
                slice ->
                    SubjectFacts.knownAt(tx, change.subject(), begin)
                        .map(subject -> slice.holds(subject, begin)))
            .orElse(false);
  }

  /** The version that was made live last up to an instant, unless that was too early. */
  private Optional<Long> madeLive(Instant notBefore, Instant at) {
    Optional<Long> before = Optional.empty();
    List<Run> page = tx.runs().list(before, PAGE);
    while (!page.isEmpty()) {
      for (Run run : page) {
        Optional<Instant> end = run.end().filter(it -> run.error().isEmpty());
        if (end.isPresent() && !end.get().isAfter(at) && isOurs(run)) {
          return end.get().isBefore(notBefore)
              ? Optional.empty()
              : Optional.of(run.version().orElseThrow());
        }
        before = Optional.of(run.key());
      }
      page = tx.runs().list(before, PAGE);
    }
    return Optional.empty();
  }

  private boolean isOurs(Run run) {
    return MAKE_LIVE.contains(run.kind())
        && run.version().isPresent()
        && versions.contains(run.version().getAsLong());
  }
}
