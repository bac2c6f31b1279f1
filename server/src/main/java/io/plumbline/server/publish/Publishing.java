package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.CommitListener;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.StoreException;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions of models score: publishing, going back, shadows and pilots. One switch is under
 * way at a time, on a thread of its own. Thread-safe.
 */
public final class Publishing implements CommitListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
  private static final Duration CHECK = Duration.ofSeconds(1);

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int PAGE = 200;

  private final PublishParts parts;
  private final Population population;
  private final SwitchPlans plans;
  private final Leftovers leftovers;
  private final ScheduledExecutorService worker;
  private final Object turn = new Object();
  private volatile Optional<SwitchRun> current = Optional.empty();

  /** A run that could not be ended, because the store was away; under {@code turn}. */
  private Optional<SwitchRun> broken = Optional.empty();

  /** Whether a run may have been written down although that seemed to fail. */
  private volatile boolean isUntidy;

  private volatile boolean isClosing;
  private volatile Optional<ScheduledFuture<?>> checks = Optional.empty();

  public Publishing(PublishParts parts) {
    this.parts = parts;
    population = new Population(parts.store(), parts.codec(), parts.clock());
    plans = new SwitchPlans(parts.store(), parts.active());
    leftovers = new Leftovers(parts);
    worker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "publishing");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Who asks for a switch, and how.
   *
   * @param told whether the changes it makes are told to others and may raise alerts
   */
  public record Order(String actor, boolean told) {}

  /** A switch that has begun; the end holds how it went. */
  public record Started(
      Run run, ModelVersion version, Progress progress, CompletableFuture<Run> end) {}

  /**
   * Cleans up what a stop left behind, tells what it left untold, and ends pilots when their time
   * has come.
   */
  public void start() {
    leftovers.removeAll("the server stopped while it was under way");
    worker.execute(this::tellRest);
    long every = CHECK.toMillis();
    checks =
        Optional.of(
            worker.scheduleWithFixedDelay(this::check, every, every, TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    isClosing = true;
    checks.ifPresent(it -> it.cancel(false));
    current.ifPresent(run -> run.progress().cancel());
    worker.shutdown();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a switch of versions is still under way; it is cleaned up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void committed(List<SubjectUpdate> updates) {
    current.ifPresent(run -> run.committed(updates));
  }

  /** Makes a version live. */
  public Started publish(String model, int number, Order order) {
    return publish(model, number, any -> {}, order);
  }

  /**
   * Makes a version live.
   *
   * @param expected refuses a version that is not as it was last seen
   */
  Started publish(String model, int number, Consumer<ModelVersion> expected, Order order) {
    return begin(
        () -> {
          ModelVersion version = plans.version(model, number);
          expected.accept(version);
          return plans.publish(version, Run.Kind.PUBLISH);
        },
        order);
  }

  /** Makes the version live that was so before, or another that was. */
  public Started rollback(String model, Optional<Integer> to, Order order) {
    return begin(() -> plans.publish(plans.rollbackTarget(model, to), Run.Kind.ROLLBACK), order);
  }

  /** Lets a draft score live leads without effect. */
  public Started shadow(String model, int number, Order order) {
    return begin(() -> plans.shadow(plans.version(model, number)), order);
  }

  /** Puts a draft in the live version's place for some, until an instant. */
  public Started pilot(String model, int number, Pilot pilot, Order order) {
    return begin(
        () -> plans.pilot(plans.version(model, number), pilot, parts.clock().instant()), order);
  }

  /**
   * Ends what a version is: a pilot's leads have the live scores again, a shadow is a draft again,
   * a live version is past and its model scores nobody.
   *
   * @return the run it takes; empty where it was done at once
   */
  public Optional<Started> stop(String model, int number, Order order) {
    ModelVersion version = plans.version(model, number);
    return switch (version.status()) {
      case PILOT -> {
        Order asBegun = new Order(order.actor(), order.told() || wasTold(version));
        yield Optional.of(begin(() -> plans.pilotEnd(plans.version(model, number)), asBegun));
      }
      case LIVE -> Optional.of(begin(() -> plans.retire(plans.version(model, number)), order));
      case SHADOW -> {
        stopShadow(version, order);
        yield Optional.empty();
      }
      case DRAFT, PAST, ABANDONED -> throw SwitchPlans.nothingToStop(version);
    };
  }

  private void stopShadow(ModelVersion version, Order order) {
    synchronized (turn) {
      requireIdle();
      Instant now = parts.clock().instant();
      Lane.await(
          parts
              .lane()
              .submit(
                  tx -> {
                    tx.models().update(version.ended(Status.DRAFT, now));
                    tx.audit()
                        .add(
                            new AuditEntry(
                                0,
                                now,
                                order.actor(),
                                "model.shadow-end",
                                version.model(),
                                "{\"version\": " + version.number() + "}"));
                    return true;
                  },
                  unused -> {
                    parts.active().replace(Set.of(version.key()), List.of());
                    parts.versions().forEach(it -> it.switched(parts.active().current()));
                  }));
    }
    worker.execute(() -> leftovers.remove(Set.of(version.key())));
  }

  /** The switch that is under way. */
  public Optional<Started> underWay() {
    return current.map(SwitchRun::started);
  }

  /** Asks a run to stop; what it did so far is taken back. */
  public void cancel(long run, String actor) {
    SwitchRun found =
        current
            .filter(it -> it.key() == run)
            .orElseThrow(
                () -> new Refusal(Refusal.Code.CONFLICT, "Run " + run + " is not under way."));
    found.progress().cancel();
    Instant now = parts.clock().instant();
    parts
        .store()
        .write(
            tx -> {
              tx.audit().add(new AuditEntry(0, now, actor, "run.cancel", "run/" + run, ""));
              return true;
            });
  }

  private Started begin(Supplier<SwitchPlan> plan, Order order) {
    synchronized (turn) {
      requireIdle();
      tidy();
      SwitchPlan planned = plan.get();
      isUntidy = true;
      SwitchRun run = SwitchRun.begin(parts, population, planned, order.actor(), order.told());
      isUntidy = false;
      current = Optional.of(run);
      worker.execute(() -> carryOut(run));
      return run.started();
    }
  }

  private void requireIdle() {
    current.ifPresent(
        run -> {
          throw new Refusal(
              Refusal.Code.CONFLICT,
              "Run "
                  + run.key()
                  + " ("
                  + Leftovers.name(run.plan().kind())
                  + " of "
                  + run.plan().version().model()
                  + ") is under way; one switch is made at a time.",
              Optional.of(RETRY));
        });
  }

  private void carryOut(SwitchRun run) {
    // What the run before changed is told before anything that comes after it.
    tellRest();
    try {
      Run end = run.carryOut();
      LOG.info("run {}: {} {}", end.key(), end.kind(), end.error().isEmpty() ? "done" : "failed");
      current = Optional.empty();
      run.started().end().complete(end);
    } catch (RuntimeException | Error e) {
      LOG.error("run {} could not be ended yet; that is tried again", run.key(), e);
      synchronized (turn) {
        broken = Optional.of(run);
        current = Optional.empty();
      }
      run.started().end().completeExceptionally(e);
    }
    tellRest();
  }

  /** Ends what could not be ended: until then memory and store may disagree on what counts. */
  private void tidy() {
    synchronized (turn) {
      if (current.isEmpty() && broken.isPresent()) {
        Run end = broken.get().end();
        LOG.info("run {} has ended after all", end.key());
        broken = Optional.empty();
      }
      if (current.isEmpty() && isUntidy) {
        leftovers.removeAll("the store was away as it began");
        isUntidy = false;
      }
    }
  }

  /** Tells all that runs changed and nobody was told yet; after a failure it is tried again. */
  private void tellRest() {
    try {
      boolean more = parts.told().isOpen();
      while (more && !isClosing) {
        more = Lane.await(parts.lane().submit(parts.told()::tellNext));
      }
    } catch (StoreException | Refusal away) {
      LOG.warn("others are told of a publication later: {}", away.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("others could not be told of a publication yet", e);
    }
  }

  /** Completes when all that was begun before is done, and told. */
  CompletableFuture<Boolean> quiet() {
    return CompletableFuture.supplyAsync(() -> true, worker);
  }

  /** Whether the beginning of a pilot was told: whoever heard of that has to hear of its end. */
  private boolean wasTold(ModelVersion pilot) {
    return parts.store().read(tx -> begun(tx, pilot)).map(Run::told).orElse(false);
  }

  private static Optional<Run> begun(Transaction tx, ModelVersion pilot) {
    OptionalLong version = OptionalLong.of(pilot.key());
    List<Run> page = tx.runs().list(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (Run run : page) {
        if (run.kind() == Run.Kind.PILOT && run.version().equals(version)) {
          return Optional.of(run);
        }
      }
      page = tx.runs().list(Optional.of(page.get(page.size() - 1).key()), PAGE);
    }
    return Optional.empty();
  }

  /** Does now what is done every second. */
  void checkNow() {
    CompletableFuture.runAsync(this::check, worker).join();
  }

  private void check() {
    try {
      tidy();
    } catch (StoreException | Refusal away) {
      LOG.debug("a run is ended later: {}", away.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("a run could not be ended yet", e);
    }
    tellRest();
    checkPilots();
  }

  private void checkPilots() {
    try {
      if (parts.active().current().stream()
          .noneMatch(it -> it.role() == ActiveVersion.Role.PILOT)) {
        return;
      }
      Instant now = parts.clock().instant();
      List<ModelVersion> pilots =
          parts.store().read(tx -> tx.models().withStatus(Set.of(Status.PILOT)));
      for (ModelVersion version : pilots) {
        if (version.pilot().filter(it -> !it.until().isAfter(now)).isPresent()) {
          stop(version.model(), version.number(), new Order("system", false));
        }
      }
    } catch (Refusal busy) {
      LOG.debug("a pilot's end waits: {}", busy.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.warn("a pilot could not be ended yet", e);
    }
  }
}
