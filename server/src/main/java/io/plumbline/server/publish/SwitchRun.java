package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.server.notice.ModelNews.Publication;
import io.plumbline.server.publish.Preparation.CaughtUp;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Run;
import io.plumbline.store.StoreException;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One switch being carried out: begun in one job of the lane, prepared aside, done in another job.
 * Whatever fails before that job commits leaves the versions of before in their place.
 */
final class SwitchRun {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchRun.class);

  private final PublishParts parts;
  private final SwitchPlan plan;
  private final Progress progress = new Progress();
  private final Leftovers leftovers;
  private final Run run;
  private final Preparation preparation;
  private final Started started;

  /** The last subjects, as the job that switches did them again. Of the lane. */
  private Optional<CaughtUp> last = Optional.empty();

  private String error = "";

  private SwitchRun(PublishParts parts, Population population, SwitchPlan plan, Run run) {
    this.parts = parts;
    this.plan = plan;
    this.run = run;
    leftovers = new Leftovers(parts);
    preparation = new Preparation(parts, population, plan.succession(), run.key(), progress);
    started = new Started(run, plan.version(), progress, new CompletableFuture<>());
  }

  /**
   * Writes a run down, from when on it is owed an end.
   *
   * @param told whether its changes are told to others
   */
  static SwitchRun begin(
      PublishParts parts, Population population, SwitchPlan plan, String actor, boolean told) {
    OptionalLong version = OptionalLong.of(plan.version().key());
    Run fresh = Run.begin(plan.kind(), version, actor, parts.clock().instant()).told(told);
    long key =
        Lane.await(
            parts
                .lane()
                .submit(
                    tx -> {
                      requireUnchanged(tx, plan.version());
                      return tx.runs().add(fresh);
                    }));
    return new SwitchRun(parts, population, plan, fresh.stored(key));
  }

  /** From the beginning of its run on nobody can change a text; before that somebody may have. */
  private static void requireUnchanged(Transaction tx, ModelVersion planned) {
    ModelVersion now = tx.models().get(planned.key()).orElseThrow();
    if (now.revision() != planned.revision() || now.status() != planned.status()) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          "Version "
              + planned.number()
              + " of the model "
              + planned.model()
              + " was changed at this very moment; look at it and try again.");
    }
  }

  /** What whoever asked for it is given. */
  Started started() {
    return started;
  }

  long key() {
    return run.key();
  }

  SwitchPlan plan() {
    return plan;
  }

  Progress progress() {
    return progress;
  }

  /** Notes subjects that traffic changed. On the lane. */
  void committed(List<SubjectUpdate> updates) {
    preparation.committed(updates);
  }

  /** Does all of it and says how it ended; fails only where the store does not even take that. */
  Run carryOut() {
    try {
      leftovers.remove(asideKey());
      activate();
      preparation.prepare();
      return makeSwitch();
    } catch (CancellationException e) {
      error = "it was cancelled";
    } catch (RuntimeException | Error e) {
      LOG.warn("run {} was broken off", run.key(), e);
      error = reason(e);
    }
    return end();
  }

  /**
   * Ends what was broken off as the store says: the switch may have been made there, and only the
   * answer lost. It can be tried again.
   */
  Run end() {
    Run now =
        Lane.await(
            parts
                .lane()
                .submit(
                    tx -> {
                      last.ifPresent(it -> it.readAgain(tx));
                      return stored(tx);
                    },
                    this::settle));
    if (hasSwitched(now)) {
      removeQuietly(plan.ended());
      return now;
    }
    return giveUp();
  }

  private Run stored(Transaction tx) {
    return tx.runs().get(run.key()).orElseThrow();
  }

  private static boolean hasSwitched(Run now) {
    return !now.isRunning() && now.error().isEmpty();
  }

  private void settle(Run now) {
    if (hasSwitched(now)) {
      flip();
    } else {
      replace(asideKey(), List.of());
    }
  }

  private Set<Long> asideKey() {
    return plan.succession().aside().map(it -> Set.of(it.key())).orElse(Set.of());
  }

  /** From here on live traffic scores the version that is computed aside, too. */
  private void activate() {
    Optional<ActiveVersion> aside = plan.succession().aside();
    if (aside.isPresent()) {
      Lane.await(
          parts.lane().submit(tx -> true, unused -> replace(Set.of(), List.of(aside.get()))));
    }
  }

  private void replace(Set<Long> off, List<ActiveVersion> on) {
    parts.active().replace(off, on);
    parts.versions().forEach(it -> it.switched(parts.active().current()));
  }

  private Run makeSwitch() {
    Optional<Run> done = attemptSwitch();
    while (done.isEmpty()) {
      preparation.finish();
      done = attemptSwitch();
    }
    removeQuietly(plan.ended());
    return done.get();
  }

  /** Empty where a day is being begun, which has to be waited for. */
  private Optional<Run> attemptSwitch() {
    return Lane.await(
        parts
            .lane()
            .submit(
                tx ->
                    preparation.isDayBegun(tx) ? Optional.of(switchIn(tx)) : Optional.<Run>empty(),
                done -> done.ifPresent(unused -> flip())));
  }

  /** The switch is done: what cannot be cleaned now is cleaned at the next start. */
  private void removeQuietly(Set<Long> versions) {
    try {
      leftovers.remove(versions);
    } catch (StoreException | Refusal later) {
      LOG.warn("the scores of versions that ended stay until the next start", later);
    }
  }

  private Run switchIn(Transaction tx) {
    CaughtUp caughtUp = preparation.catchUpAll(tx);
    last = Optional.of(caughtUp);
    Instant at = parts.clock().instant();
    plan.updates().apply(at).forEach(version -> tx.models().update(version));
    tx.changes().publishRun(run.key(), at);
    Run done =
        run.reached(progress.scored(), progress.changed() + caughtUp.changed()).succeeded(at);
    tx.runs().update(done);
    tx.audit().add(entry(at, done));
    if (plan.kind() == Run.Kind.PUBLISH || plan.kind() == Run.Kind.ROLLBACK) {
      Publication publication = publication(at, done);
      parts.news().forEach(it -> it.published(tx, publication));
    }
    if (run.told()) {
      parts.told().begin(tx, run.key());
    }
    return done;
  }

  private void flip() {
    last.ifPresent(CaughtUp::committed);
    Set<Long> off = new HashSet<>(plan.ended());
    plan.begun().forEach(it -> off.add(it.key()));
    replace(off, plan.begun());
  }

  private AuditEntry entry(Instant at, Run done) {
    String action = "model." + plan.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    ModelVersion version = plan.version();
    String detail =
        "{\"version\": "
            + version.number()
            + ", \"run\": "
            + run.key()
            + ", \"changed\": "
            + done.changed()
            + "}";
    return new AuditEntry(0, at, run.actor(), action, version.model(), detail);
  }

  private Publication publication(Instant at, Run done) {
    Optional<ActiveVersion> previous =
        plan.succession().before().stream().filter(it -> it.role() == Role.LIVE).findFirst();
    ModelVersion version = plan.version();
    return new Publication(
        version.model(),
        version.number(),
        previous.map(it -> OptionalInt.of(it.number())).orElse(OptionalInt.empty()),
        at,
        run.actor(),
        version.note(),
        done.changed());
  }

  private Run giveUp() {
    leftovers.ofRun(run.key());
    leftovers.remove(asideKey());
    Run failed = run.reached(progress.scored(), 0).failed(parts.clock().instant(), error);
    Lane.await(
        parts
            .lane()
            .submit(
                tx -> {
                  tx.runs().update(failed);
                  return true;
                }));
    return failed;
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    String said = message == null ? "" : ": " + message;
    boolean ofStore = failure instanceof StoreException || failure instanceof Refusal;
    return (ofStore ? "the store failed" : failure.getClass().getSimpleName()) + said;
  }
}
