package io.plumbline.server.publish;

import io.plumbline.core.score.Score;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.publish.ImpactReport.Mover;
import io.plumbline.server.publish.ImpactReport.Notices;
import io.plumbline.server.publish.MovedSubjects.Moved;
import io.plumbline.server.publish.Succession.Outcome;
import io.plumbline.server.publish.Succession.Word;
import io.plumbline.server.publish.Sweep.RangeWork;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Profile;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would change if a version became live now: the whole population judged by it and by what is
 * in effect, as a publication would, and nothing written.
 */
final class Impact {
  private static final int THREADS = 2;
  private static final int RANGE = 4000;
  private static final int TOP = 20;

  private final PublishParts parts;
  private final Population population;

  Impact(PublishParts parts, Population population) {
    this.parts = parts;
    this.population = population;
  }

  /** A report, and those who would change, in the order of their keys. */
  record Found(ImpactReport report, MovedSubjects moved) {}

  /** Works an impact out. */
  Found of(ModelVersion version, Progress progress) {
    Instant asOf = parts.clock().instant();
    long waiting = parts.store().read(tx -> tx.backlog().count());
    Optional<ActiveVersion> live = parts.active().of(version.model(), Role.LIVE);
    List<Counter> counters = new ArrayList<>();
    Succession succession = succession(version, live);
    new Sweep(THREADS, RANGE, progress)
        .run(
            population.highest(),
            () -> {
              Counter counter = new Counter(succession, progress);
              counters.add(counter);
              return counter;
            });
    ImpactTally tally = new ImpactTally();
    counters.forEach(it -> tally.addAll(it.tally));
    MovedSubjects moved = tally.moved().sorted();
    Picture picture = new Picture(live, asOf, waiting);
    return new Found(report(version, picture, tally, notices(counters)), moved);
  }

  /** As a publication would have it: those in a pilot keep the pilot's scores. */
  private Succession succession(ModelVersion version, Optional<ActiveVersion> live) {
    ActiveVersion asked = ReadVersion.active(version, Role.PREPARING);
    List<ActiveVersion> before = new ArrayList<>();
    List<ActiveVersion> after = new ArrayList<>();
    parts.active().of(version.model(), Role.PILOT).ifPresent(before::add);
    if (before.stream().noneMatch(it -> it.key() == version.key())) {
      after.addAll(before);
    }
    live.ifPresent(before::add);
    after.add(asked);
    return new Succession(before, after, Optional.empty());
  }

  private static Notices notices(List<Counter> counters) {
    long messages = 0;
    long alerts = 0;
    for (Counter counter : counters) {
      messages += counter.messages;
      alerts += counter.alerts;
    }
    return new Notices(messages, alerts);
  }

  /** What there was when the work began: the live version, and how many wait to be folded. */
  private record Picture(Optional<ActiveVersion> live, Instant asOf, long waiting) {}

  private ImpactReport report(
      ModelVersion version, Picture picture, ImpactTally tally, Notices notices) {
    return new ImpactReport(
        version.model(),
        picture.live().map(ActiveVersion::number),
        numberOf(version),
        picture.asOf(),
        tally.subjects(),
        picture.waiting(),
        tally.changed(),
        tally.outcomes(),
        tally.distributions(),
        tally.coverage(),
        notices,
        movers(tally.moved().top(TOP, true)),
        movers(tally.moved().top(TOP, false)));
  }

  /** The number of a version; empty for a text that is kept nowhere. */
  static Optional<Integer> numberOf(ModelVersion version) {
    return Optional.of(version.number()).filter(number -> number > 0);
  }

  /** Those who change, under the ids that people know. */
  List<Mover> movers(List<Moved> moved) {
    List<Long> keys = moved.stream().map(Moved::key).toList();
    Map<Long, List<Profile>> profiles =
        new HashMap<>(parts.store().read(tx -> tx.profiles().ofSubjects(keys)));
    List<Mover> movers = new ArrayList<>();
    for (Moved one : moved) {
      List<Profile> own = profiles.getOrDefault(one.key(), List.of());
      if (!own.isEmpty()) {
        movers.add(mover(own.get(0).identifier().subjectId(), one));
      }
    }
    return movers;
  }

  private static Mover mover(String id, Moved moved) {
    return new Mover(
        id,
        moved.totalBefore(),
        moved.totalAfter(),
        moved.labelsBefore().getOrDefault(Moves.BAND, ""),
        moved.labelsAfter().getOrDefault(Moves.BAND, ""),
        moved.labelsBefore().getOrDefault(Moves.CELL, ""),
        moved.labelsAfter().getOrDefault(Moves.CELL, ""));
  }

  /** What one thread counts. */
  private final class Counter implements RangeWork, Population.Visitor {
    private final Succession succession;
    private final Progress progress;
    private final ImpactTally tally = new ImpactTally();
    private Optional<NoticePreview.Count> preview = Optional.empty();
    private long messages;
    private long alerts;

    Counter(Succession succession, Progress progress) {
      this.succession = succession;
      this.progress = progress;
    }

    @Override
    public void range(long from, long to) {
      population.judge(succession, from, to, this);
    }

    @Override
    public void begin(Transaction tx, Instant asOf) {
      preview = Optional.of(parts.preview().begin(tx, succession.next()));
    }

    @Override
    public void subject(long key, Outcome outcome, Instant asOf) {
      Optional<Score> before = outcome.before().map(Word::score);
      Optional<Score> after = outcome.after().map(Word::score);
      boolean changes = outcome.changes();
      tally.add(key, before, after, changes);
      if (changes) {
        progress.add(0, 1);
        preview.ifPresent(it -> it.add(key, before, after));
      }
    }

    @Override
    public void end() {
      NoticePreview.Result result = preview.orElseThrow().result();
      messages += result.messages();
      alerts += result.alerts();
    }
  }
}
