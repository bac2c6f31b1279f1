package io.plumbline.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.Value;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.SettableModels;
import io.plumbline.server.notice.RunSpeech;
import io.plumbline.server.webhook.OutboxWriter;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast the lane takes events, folds and scores them, on SQLite in this process: batches of 100
 * with 20 in flight, then single events one after the other.
 *
 * <p>Arguments: the database's file (a new one), leads, seconds, {@code told} or {@code untold},
 * and model files. With {@code told}, a webhook asks for every change of a score; nothing is sent.
 */
public final class LiveSpeed {
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 20;
  private static final List<String> TYPES =
      List.of("page_view", "email_open", "email_click", "form_submit", "login", "page_view");
  private static final List<String> PATHS = List.of("/", "/pricing", "/docs", "/blog/a", "/demo");
  private static final List<String> TITLES =
      List.of("CTO", "Head of Sales", "Marketing Manager", "Intern", "VP Engineering", "Developer");

  private final SplittableRandom random = new SplittableRandom(7);
  private final int leads;
  private long messages;

  private LiveSpeed(int leads) {
    this.leads = leads;
  }

  public static void main(String[] args) {
    List<ActiveVersion> versions = new ArrayList<>();
    for (int i = 4; i < args.length; i++) {
      versions.add(version(i, Path.of(args[i])));
    }
    StoreAddress address = new StoreAddress.Sqlite(Path.of(args[0]));
    SettableModels models = new SettableModels(versions);
    try (Store store = Stores.open(address, StoreMode.SERVER);
        Live live =
            new Live(
                store,
                models,
                InstantSource.system(),
                LiveSettings.DEFAULT,
                new SimpleMeterRegistry())) {
      if (args[3].equals("told")) {
        AtomicLong ids = new AtomicLong();
        store.write(tx -> tx.webhooks().add(everyChange()));
        live.hearChanges(
            new OutboxWriter(models, RunSpeech.NONE, () -> "msg_" + ids.incrementAndGet()));
      }
      live.start();
      LiveSpeed speed = new LiveSpeed(Integer.parseInt(args[1]));
      speed.identify(live.ingest());
      int seconds = Integer.parseInt(args[2]);
      speed.batches(live.ingest(), seconds);
      speed.batches(live.ingest(), seconds);
      speed.singles(live.ingest(), seconds);
    }
  }

  private static Endpoint everyChange() {
    return new Endpoint(
        0,
        "http://localhost/",
        Set.of("score.changed"),
        Set.of(),
        true,
        "",
        true,
        List.of(),
        Instant.now());
  }

  private static ActiveVersion version(int key, Path file) {
    try {
      return new ActiveVersion(
          key,
          Objects.requireNonNull(file.getParent()).getFileName().toString(),
          1,
          ActiveVersion.Role.LIVE,
          ModelCompiler.compile(
              ModelReader.read(file.toString(), Files.readAllBytes(file)).model().orElseThrow()),
          ActiveVersion.Slice.EVERYBODY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void identify(Ingest ingest) {
    long start = System.nanoTime();
    for (int from = 0; from < leads; from += BATCH) {
      List<Received> batch = new ArrayList<>(BATCH);
      for (int lead = from; lead < Math.min(leads, from + BATCH); lead++) {
        batch.add(message(lead, Optional.empty(), known()));
      }
      ingest.take(batch, List.of()).toCompletableFuture().join();
    }
    print("%d leads made: %.0f a second%n", leads, leads / seconds(start));
  }

  private Map<String, Optional<Value>> known() {
    return Map.of(
        "job_title", Optional.of(new Value.Text(TITLES.get(random.nextInt(TITLES.size())))),
        "employees", Optional.of(new Value.Decimal(BigDecimal.valueOf(random.nextInt(5_000)))),
        "country", Optional.of(new Value.Text(random.nextBoolean() ? "RO" : "US")),
        "email", Optional.of(new Value.Text("a@example.com")));
  }

  private void batches(Ingest ingest, int seconds) {
    long start = System.nanoTime();
    long cpu = laneCpu();
    long taken = 0;
    Deque<CompletableFuture<Ingest.Taken>> flying = new ArrayDeque<>();
    while (seconds(start) < seconds || !flying.isEmpty()) {
      if (seconds(start) < seconds && flying.size() < IN_FLIGHT) {
        List<Received> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
          batch.add(event());
        }
        flying.add(ingest.take(batch, List.of()).toCompletableFuture());
      } else {
        taken += flying.remove().join().appended();
      }
    }
    print(
        "batches of %d: %.0f events a second, %.1f microseconds of the lane's CPU each%n",
        BATCH, taken / seconds(start), (laneCpu() - cpu) / 1e3 / taken);
  }

  private void singles(Ingest ingest, int seconds) {
    long start = System.nanoTime();
    long[] took = new long[100_000];
    int count = 0;
    while (seconds(start) < seconds && count < took.length) {
      long began = System.nanoTime();
      ingest.take(List.of(event()), List.of()).toCompletableFuture().join();
      took[count++] = System.nanoTime() - began;
    }
    long[] sorted = Arrays.copyOf(took, count);
    Arrays.sort(sorted);
    print(
        "single events, scored: p50 %.2f ms, p99 %.2f ms of %d%n",
        sorted[count / 2] / 1e6, sorted[count * 99 / 100] / 1e6, count);
  }

  private Received event() {
    Received.Happening happening =
        new Received.Happening(
            TYPES.get(random.nextInt(TYPES.size())),
            Map.of(
                "path", new Value.Text(PATHS.get(random.nextInt(PATHS.size()))),
                "form", new Value.Text(random.nextInt(20) == 0 ? "demo" : "newsletter")));
    return message(random.nextInt(leads), Optional.of(happening), Map.of());
  }

  private Received message(
      int lead, Optional<Received.Happening> happening, Map<String, Optional<Value>> known) {
    Instant now = Instant.now();
    return new Received(
        Optional.of("user-" + lead),
        Optional.empty(),
        "message-" + messages++,
        now,
        now,
        Optional.empty(),
        "bench",
        happening,
        known,
        Optional.empty(),
        Optional.empty());
  }

  private static long laneCpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().equals("plumbline-lane")) {
        return threads.getThreadCpuTime(id);
      }
    }
    return 0;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String format, Object... figures) {
    System.out.printf(Locale.ROOT, format, figures);
  }
}
