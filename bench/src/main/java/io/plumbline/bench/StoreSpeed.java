package io.plumbline.bench;

import io.plumbline.core.fact.Event;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Scores;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.Transaction;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How fast a store takes batches as the writer of a server does them, from one thread, and how fast
 * its tables are read from end to end. Arguments: address, leads, measured batches; user and
 * password of PostgreSQL come from the system properties {@code user} and {@code password}.
 */
public final class StoreSpeed {
  private static final int BATCH_EVENTS = 4_000;
  private static final int BATCH_LEADS = 2_000;
  private static final int STATE_BYTES = 300;
  private static final int EVENTS_BEFORE = 10;
  private static final int SEED = 20_261_122;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] TYPES = {
    "page view", "signup", "download", "demo", "open", "click"
  };

  private final Random random = new Random(SEED);
  private final Store store;
  private final int leads;
  private final List<long[]> times = new ArrayList<>();
  private long appended;
  private long spent;

  private StoreSpeed(Store store, int leads) {
    this.store = store;
    this.leads = leads;
  }

  public static void main(String[] args) {
    StoreAddress address =
        StoreAddress.of(
            args[0],
            System.getProperty("user", "postgres"),
            System.getProperty("password", "postgres"));
    int leads = Integer.parseInt(args[1]);
    try (Store store = Stores.open(address, StoreMode.SERVER)) {
      System.out.printf("%s, seed %d%n", store.describe(), SEED);
      StoreSpeed speed = new StoreSpeed(store, leads);
      speed.fill();
      speed.write(Integer.parseInt(args[2]));
      speed.scan();
    }
  }

  /** Leads with states, scores and ten events each. */
  private void fill() {
    long began = System.nanoTime();
    for (int from = 1; from <= leads; from += BATCH_LEADS) {
      List<Long> subjects =
          LongStream.range(from, Math.min(leads + 1, from + BATCH_LEADS)).boxed().toList();
      store.write(
          tx -> {
            tx.profiles()
                .create(
                    subjects.stream().map(key -> Identifier.user("user-" + key)).toList(), START);
            List<EventFact> events = new ArrayList<>();
            for (long subject : subjects) {
              IntStream.range(0, EVENTS_BEFORE).forEach(i -> events.add(event(subject)));
            }
            appended += tx.facts().appendEvents(events).cardinality();
            update(tx, subjects);
            return true;
          });
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "filled: %,d leads, %,d events in %.1f s, in order of leads: %,.0f events/s%n",
        leads, appended, seconds, appended / seconds);
    times.clear();
  }

  private void write(int batches) {
    long wall = System.nanoTime();
    long cpu = processCpu();
    long own = threadCpu();
    for (int i = 0; i < batches; i++) {
      store.write(this::batch);
    }
    double seconds = (System.nanoTime() - wall) / 1e9;
    double events = (double) batches * BATCH_EVENTS;
    System.out.printf(
        Locale.ROOT,
        "written: %,.0f events in %d batches of %,d leads: %,.0f events/s;"
            + " CPU us/event: thread %.1f, process %.1f%n",
        events,
        batches,
        BATCH_LEADS,
        events / seconds,
        (threadCpu() - own) / 1e3 / events,
        (processCpu() - cpu) / 1e3 / events);
    System.out.printf(
        "  %-8s %.1f ms of CPU a batch%n", "commit", (threadCpu() - own - spent) / 1e6 / batches);
    for (int part = 0; part < 7; part++) {
      int index = part;
      double mean = times.stream().mapToLong(row -> row[index]).average().orElse(0) / 1e6;
      System.out.printf(
          "  %-8s %.1f ms of CPU a batch%n",
          new String[] {"events", "get", "states", "scores", "changes", "sample", "known"}[part],
          mean);
    }
  }

  private boolean batch(Transaction tx) {
    long first = threadCpu();
    Set<Long> subjects = new HashSet<>();
    while (subjects.size() < BATCH_LEADS) {
      subjects.add(1L + random.nextInt(leads));
    }
    List<Long> listed = List.copyOf(subjects);
    List<EventFact> events = new ArrayList<>(BATCH_EVENTS);
    for (int i = 0; i < BATCH_EVENTS; i++) {
      events.add(event(listed.get(i % BATCH_LEADS)));
    }
    long asked = threadCpu();
    Map<Long, Set<String>> ids = new HashMap<>();
    events.forEach(
        fact ->
            ids.computeIfAbsent(fact.profile(), profile -> new HashSet<>()).add(fact.event().id()));
    tx.facts().known(ids);
    long began = threadCpu();
    tx.facts().appendEvents(events);
    long done = threadCpu();
    update(tx, listed);
    times.get(times.size() - 1)[0] = done - began;
    times.get(times.size() - 1)[5] += asked - first;
    times.get(times.size() - 1)[6] = began - asked;
    spent += threadCpu() - first;
    return true;
  }

  private void update(Transaction tx, List<Long> subjects) {
    long t0 = threadCpu();
    Map<Long, byte[]> states = tx.states().get(subjects);
    Map<Long, Score> known = tx.scores().get(1, subjects);
    long t1 = threadCpu();
    Map<Long, byte[]> folded = new HashMap<>();
    List<Scores.Row> rows = new ArrayList<>();
    List<ScoreChange> changes = new ArrayList<>();
    for (Long subject : subjects) {
      byte[] state = states.getOrDefault(subject, new byte[STATE_BYTES]);
      random.nextBytes(state);
      folded.put(subject, state);
      Score score = score(subject);
      rows.add(new Scores.Row(1, subject, score));
      changes.add(change(subject, Optional.ofNullable(known.get(subject)), score));
    }
    long t2 = threadCpu();
    tx.states().put(folded);
    long t3 = threadCpu();
    tx.scores().put(rows);
    long t4 = threadCpu();
    tx.changes().append(changes);
    long t5 = threadCpu();
    times.add(new long[] {0, t1 - t0, t3 - t2, t4 - t3, t5 - t4, t2 - t1, 0});
  }

  private EventFact event(long subject) {
    Instant at = START.plusMillis(random.nextInt(Integer.MAX_VALUE));
    return new EventFact(
        subject,
        new Event(
            new UUID(random.nextLong(), random.nextLong()).toString(),
            TYPES[random.nextInt(TYPES.length)],
            at,
            Map.of(
                "path", new Value.Text("/products/" + random.nextInt(1000)),
                "amount", new Value.Decimal(BigDecimal.valueOf(random.nextInt(100_000), 2)))),
        at.plusMillis(40),
        Optional.of(at.plusMillis(20)),
        "key:site");
  }

  private Score score(long subject) {
    Points points = new Points(random.nextInt(100_000));
    return new Score(
        "user-" + subject,
        "b2b",
        START,
        LocalDate.of(2026, 1, 1),
        Optional.of(points),
        List.of(
            new Score.OfDimension("fit", points, "A"),
            new Score.OfDimension("engagement", points, "2")),
        "A2",
        "hot",
        "",
        "",
        Points.of(100));
  }

  private static ScoreChange change(long subject, Optional<Score> before, Score after) {
    Map<String, Points> contributions = new HashMap<>();
    IntStream.range(0, 12).forEach(i -> contributions.put("a-rule-with-number-" + i, Points.of(i)));
    return new ScoreChange(
        0,
        subject,
        1,
        START,
        new ScoreChange.Cause(ScoreChange.Kind.EVENT, List.of(UUID.randomUUID().toString())),
        before,
        Optional.of(after),
        contributions,
        OptionalLong.empty());
  }

  private void scan() {
    for (int threads = 1; threads <= 2; threads++) {
      timed("events", threads, this::scanEvents);
      timed("states", threads, this::scanStates);
      timed("scores", threads, this::scanScores);
    }
  }

  private long scanEvents(long from, long to) {
    AtomicLong rows = new AtomicLong();
    store.read(
        tx -> {
          tx.facts().scanEvents(from, to, Set.of(), event -> rows.setPlain(rows.getPlain() + 1));
          return true;
        });
    return rows.get();
  }

  private long scanStates(long from, long to) {
    AtomicLong rows = new AtomicLong();
    store.read(
        tx -> {
          tx.states().scan(from, to, (subject, state) -> rows.setPlain(rows.getPlain() + 1));
          return true;
        });
    return rows.get();
  }

  private long scanScores(long from, long to) {
    AtomicLong rows = new AtomicLong();
    store.read(
        tx -> {
          tx.scores().scan(1, from, to, (subject, score) -> rows.setPlain(rows.getPlain() + 1));
          return true;
        });
    return rows.get();
  }

  private void timed(String what, int threads, Scan scan) {
    long wall = System.nanoTime();
    long cpu = processCpu();
    AtomicLong rows = new AtomicLong();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long from = 1 + (long) leads * i / threads;
      long to = (long) leads * (i + 1) / threads;
      Thread thread = new Thread(() -> rows.addAndGet(scan.rows(from, to)));
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    double nanos = System.nanoTime() - wall;
    System.out.printf(
        Locale.ROOT,
        "scan of %,d %s by %d: %.2f s, %.0f ns/row; CPU of this process %.0f ns/row%n",
        rows.get(),
        what,
        threads,
        nanos / 1e9,
        nanos / rows.get(),
        (double) (processCpu() - cpu) / rows.get());
  }

  private static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private interface Scan {
    long rows(long from, long to);
  }
}
