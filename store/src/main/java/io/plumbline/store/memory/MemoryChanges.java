package io.plumbline.store.memory;

import io.plumbline.store.Changes;
import io.plumbline.store.ScoreChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryChanges implements Changes {
  private static final String KEYS = "change";

  private final Journal journal;
  private final Rows<Place, ScoreChange> seen;
  private final Rows<Place, ScoreChange> ofRuns;
  private final Rows<Long, Run> runs;

  MemoryChanges(Journal journal) {
    this.journal = journal;
    seen = new Rows<>(journal);
    ofRuns = new Rows<>(journal);
    runs = new Rows<>(journal);
  }

  @Override
  public List<Long> append(List<ScoreChange> changes) {
    List<Long> keys = new ArrayList<>(changes.size());
    for (ScoreChange change : changes) {
      long key = journal.next(KEYS);
      keys.add(key);
      change.run().ifPresent(run -> extend(run, key));
      (change.run().isPresent() ? ofRuns : seen)
          .put(
              new Place(change.run().orElse(0), change.subject(), key),
              change.as(key, change.at()));
    }
    return keys;
  }

  @Override
  public List<ScoreChange> of(
      long subject, List<Long> versions, Optional<Long> before, Instant from, int limit) {
    Stream<ScoreChange> plain = range(seen, 0, subject).stream();
    Stream<ScoreChange> ofPublished =
        runs.all().entrySet().stream()
            .flatMap(entry -> ofRun(entry.getKey(), entry.getValue(), subject).stream());
    return Stream.concat(plain, ofPublished)
        .filter(change -> versions.isEmpty() || versions.contains(change.version()))
        .filter(change -> change.key() < before.orElse(Long.MAX_VALUE))
        .filter(change -> !change.at().isBefore(from))
        .sorted(Comparator.comparingLong(ScoreChange::key).reversed())
        .limit(limit)
        .toList();
  }

  private Optional<ScoreChange> ofRun(long key, Run run, long subject) {
    List<ScoreChange> hidden = range(ofRuns, key, subject);
    return hidden.isEmpty()
        ? Optional.empty()
        : run.at().map(at -> ScoreChange.published(hidden, run.shift(), at));
  }

  private static List<ScoreChange> range(Rows<Place, ScoreChange> rows, long run, long subject) {
    return List.copyOf(
        rows.all()
            .subMap(new Place(run, subject, 0), new Place(run, subject, Long.MAX_VALUE))
            .values());
  }

  private void extend(long run, long key) {
    Run known = runs.get(run).orElse(new Run(key, key, 0, Optional.empty()));
    known.mustBeHidden(run);
    runs.put(run, new Run(known.first(), key, 0, Optional.empty()));
  }

  @Override
  public void publishRun(long run, Instant at) {
    Run known = runs.get(run).orElse(new Run(1, 0, 0, Optional.empty()));
    known.mustBeHidden(run);
    long shift = journal.last(KEYS) + 1 - known.first();
    journal.raise(KEYS, known.last() - known.first() + 1);
    runs.put(run, new Run(known.first(), known.last(), shift, Optional.of(at)));
  }

  @Override
  public List<ScoreChange> ofRun(long run, long afterSubject, int limit) {
    Run as = published(run);
    return ofRuns
        .all()
        .subMap(new Place(run, afterSubject + 1, 0), new Place(run + 1, 0, 0))
        .keySet()
        .stream()
        .map(Place::subject)
        .distinct()
        .limit(limit)
        .flatMap(subject -> ofRun(run, as, subject).stream())
        .toList();
  }

  @Override
  public List<ScoreChange> ofRun(long run, Collection<Long> subjects) {
    Run as = published(run);
    return subjects.stream()
        .distinct()
        .sorted()
        .flatMap(subject -> ofRun(run, as, subject).stream())
        .toList();
  }

  private Run published(long run) {
    return runs.get(run)
        .filter(known -> known.at().isPresent())
        .orElseThrow(() -> new IllegalStateException("run " + run + " is not published"));
  }

  @Override
  public int dropFromRun(long run, Collection<Long> subjects) {
    runs.get(run).ifPresent(known -> known.mustBeHidden(run));
    int dropped = 0;
    for (long subject : subjects) {
      for (ScoreChange change : range(ofRuns, run, subject)) {
        ofRuns.remove(new Place(run, subject, change.key()));
        dropped++;
      }
    }
    return dropped;
  }

  @Override
  public int removeRun(long run, int limit) {
    runs.get(run).ifPresent(known -> known.mustBeHidden(run));
    List<Place> places =
        ofRuns
            .all()
            .subMap(new Place(run, 0, 0), new Place(run, Long.MAX_VALUE, Long.MAX_VALUE))
            .keySet()
            .stream()
            .limit(limit)
            .toList();
    places.forEach(ofRuns::remove);
    return places.size();
  }

  /** The keys that a run's changes lie between, and when and by how much they were moved up. */
  private record Run(long first, long last, long shift, Optional<Instant> at) {
    void mustBeHidden(long run) {
      if (at.isPresent()) {
        throw new IllegalStateException("run " + run + " is published");
      }
    }
  }

  private record Place(long run, long subject, long key) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::run)
            .thenComparingLong(Place::subject)
            .thenComparingLong(Place::key);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
