package io.plumbline.server.publish;

import io.plumbline.core.engine.SignalKey;
import io.plumbline.core.engine.SignalState;
import io.plumbline.core.score.Score;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.FoldedSubject;
import io.plumbline.server.live.FurtherFolding;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.server.publish.Succession.Outcome;
import io.plumbline.server.publish.Sweep.RangeWork;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scores and changes of a switch, made aside while live traffic goes on. Subjects that traffic
 * changes meanwhile are noted and done again on the lane, the last of them in the switch itself, so
 * that what becomes visible there is right for every subject.
 */
final class Preparation {
  private static final int THREADS = 2;
  private static final int RANGE = 2000;
  private static final int CATCH_UP = 500;
  private static final long PAUSE_MILLIS = 50;

  private final PublishParts parts;
  private final Population population;
  private final Succession succession;
  private final long run;
  private final Progress progress;

  /** Changed by traffic since their part was read; added to on the lane alone. */
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  Preparation(
      PublishParts parts,
      Population population,
      Succession succession,
      long run,
      Progress progress) {
    this.parts = parts;
    this.population = population;
    this.succession = succession;
    this.run = run;
    this.progress = progress;
  }

  /** Notes subjects that traffic changed. On the lane. */
  void committed(List<SubjectUpdate> updates) {
    updates.forEach(update -> touched.add(update.key()));
  }

  /** Computes everything aside; returns when little is left for the switch. */
  void prepare() {
    awaitDay();
    new Sweep(THREADS, RANGE, progress).run(population.highest(), Filler::new);
    finish();
  }

  /**
   * Does again what traffic changed, some subjects at a time; returns when no more than that are
   * left for the switch. Where traffic is faster, more are done at a time until it is not.
   */
  void finish() {
    int atOnce = CATCH_UP;
    awaitDay();
    while (touched.size() > atOnce) {
      int before = touched.size();
      catchUp(atOnce);
      awaitDay();
      if (touched.size() > before - atOnce / 2) {
        atOnce *= 2;
      }
    }
  }

  private void awaitDay() {
    progress.check();
    while (!parts.store().read(this::isDayBegun)) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        progress.cancel();
      }
      progress.check();
    }
  }

  /**
   * Whether all scores that count are of today in their zones. While a day is being begun some are
   * still those of yesterday: what is judged now is not what was shown and told of them, and a
   * change would begin with what nobody has seen, or be lost where both versions say the same.
   */
  boolean isDayBegun(Transaction tx) {
    Map<String, LocalDate> days = tx.upkeep().days();
    Instant now = parts.clock().instant();
    return Stream.concat(succession.before().stream(), succession.after().stream())
        .map(version -> version.compiled().zone().zone())
        .allMatch(zone -> isToday(days.get(zone.getId()), now.atZone(zone).toLocalDate()));
  }

  /** A zone that no day was begun in yet has scores that were made since. */
  private static boolean isToday(@Nullable LocalDate begun, LocalDate today) {
    return begun == null || begun.equals(today);
  }

  private void catchUp(int limit) {
    List<CaughtUp> done = new ArrayList<>(1);
    Lane.await(
        parts
            .lane()
            .submit(
                tx -> isDayBegun(tx) && done.add(catchUp(tx, limit)),
                unused -> done.forEach(CaughtUp::committed)));
  }

  /** Does all subjects again that traffic changed since. In the job that switches. */
  CaughtUp catchUpAll(Transaction tx) {
    return catchUp(tx, Integer.MAX_VALUE);
  }

  private CaughtUp catchUp(Transaction tx, int limit) {
    List<Long> subjects = touched.stream().limit(limit).toList();
    CaughtUp caughtUp = new CaughtUp(subjects);
    population.judge(tx, succession, subjects, caughtUp);
    List<Long> unread = List.copyOf(caughtUp.chunk.unread());
    if (!unread.isEmpty()) {
      parts.rescoring().refold(tx, unread);
      population.judge(tx, succession, unread, caughtUp);
    }
    caughtUp.put(tx);
    return caughtUp;
  }

  /** Subjects that were done again in a transaction of the lane. */
  final class CaughtUp implements Population.Visitor {
    private final List<Long> subjects;
    private final Chunk chunk = new Chunk();
    private Map<Long, Score> scores = Map.of();
    private long changed;

    private CaughtUp(List<Long> subjects) {
      this.subjects = subjects;
    }

    @Override
    public void subject(long key, Outcome outcome, Instant asOf) {
      chunk.add(key, outcome, succession, run, asOf);
    }

    @Override
    public void unread(long key) {
      chunk.addUnread(key);
    }

    @Override
    public void further(
        long key, ActiveVersion version, FoldedSubject folded, Map<SignalKey, SignalState> states) {
      keepFurther(chunk, key, version, folded, states);
    }

    private void put(Transaction tx) {
      changed -= tx.changes().dropFromRun(run, subjects);
      scores = chunk.scores();
      Set<Long> gone = new HashSet<>(subjects);
      gone.removeAll(scores.keySet());
      succession.aside().ifPresent(aside -> tx.scores().remove(aside.key(), gone));
      changed += Preparation.this.put(tx, chunk, Set.of());
    }

    /** Where the answer to the commit was lost, traffic may have come after it. */
    void readAgain(Transaction tx) {
      scores = succession.aside().map(it -> tx.scores().get(it.key(), subjects)).orElseGet(Map::of);
    }

    /** How many more changes the run has by it. */
    long changed() {
      return changed;
    }

    /** After the commit. */
    void committed() {
      subjects.forEach(touched::remove);
      progress.add(0, changed);
      progress.scored(chunk.size());
      tell(scores);
    }
  }

  /** Keeps the fold that live traffic needs, and not that of a version that was kept aside. */
  private void keepFurther(
      Chunk chunk,
      long key,
      ActiveVersion version,
      FoldedSubject folded,
      Map<SignalKey, SignalState> states) {
    if (succession.aside().filter(it -> it.key() == version.key()).isPresent()) {
      chunk.addFurther(key, folded, states);
    }
  }

  private int put(Transaction tx, Chunk chunk, Set<Long> but) {
    int changed = chunk.put(tx, but);
    if (chunk.isFurther()) {
      chunk.putFurther(
          tx,
          new FurtherFolding(
              tx, parts.codec(), parts.active(), succession.aside().orElseThrow().compiled()));
    }
    return changed;
  }

  private void tell(Map<Long, Score> scores) {
    Optional<ActiveVersion> aside = succession.aside();
    if (aside.isPresent()) {
      parts.versions().forEach(it -> it.prepared(aside.get().key(), scores));
    }
  }

  /** Computes ranges on its own thread and hands each to the lane while it computes the next. */
  private final class Filler implements RangeWork, Population.Visitor {
    private Chunk chunk = new Chunk();
    private List<Long> subjects = new ArrayList<>();
    private Optional<CompletableFuture<Integer>> handedOver = Optional.empty();

    @Override
    public void range(long from, long to) {
      chunk = new Chunk();
      subjects = new ArrayList<>();
      Instant began = parts.clock().instant();
      population.judge(succession, from, to, this);
      finish();
      handedOver = Optional.of(handOver(chunk, subjects, began));
    }

    @Override
    public void finish() {
      handedOver.ifPresent(Lane::await);
    }

    @Override
    public void subject(long key, Outcome outcome, Instant asOf) {
      subjects.add(key);
      chunk.add(key, outcome, succession, run, asOf);
    }

    @Override
    public void unread(long key) {
      chunk.addUnread(key);
    }

    @Override
    public void further(
        long key, ActiveVersion version, FoldedSubject folded, Map<SignalKey, SignalState> states) {
      keepFurther(chunk, key, version, folded, states);
    }

    private CompletableFuture<Integer> handOver(Chunk full, List<Long> its, Instant began) {
      return parts
          .lane()
          .submit(
              tx -> {
                touched.addAll(full.unread());
                if (isAnotherDay(began) || !isDayBegun(tx)) {
                  touched.addAll(its);
                }
                return put(tx, full, touched);
              },
              changed -> {
                progress.add(0, changed);
                progress.scored(full.size());
                tell(full.scores());
              });
    }
  }

  /** Whether a day has begun meanwhile in a zone that matters: then scores may be of yesterday. */
  private boolean isAnotherDay(Instant since) {
    Instant now = parts.clock().instant();
    List<ActiveVersion> versions = new ArrayList<>(succession.after());
    succession.aside().ifPresent(versions::add);
    return versions.stream()
        .map(version -> version.compiled().zone())
        .anyMatch(zone -> zone.day(since) != zone.day(now));
  }
}
