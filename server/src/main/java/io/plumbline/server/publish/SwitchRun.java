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
import java.util.ArrayList;
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
    long key = Lane.await(parts.lane().submit(tx -> tx.runs().add(fresh)));
    return new SwitchRun(parts, population, plan, fresh.stored(key));
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
      return giveUp("it was cancelled");
    } catch (RuntimeException e) {
      return wasSwitched() ? parts.store().read(tx -> stored(tx)) : giveUp(reason(e));
    }
  }

  private Set<Long> asideKey() {
    return plan.succession().aside().map(it -> Set.of(it.key())).orElse(Set.of());
  }

  /** From here on live traffic scores the version that is computed aside, too. */
  private void activate() {
    List<ActiveVersion> aside = plan.succession().aside().map(List::of).orElse(List.of());
    Lane.await(
        parts
            .lane()
            .submit(
                tx -> {
                  plan.off().forEach(key -> backToDraft(tx, key));
                  return true;
                },
                unused -> {
                  parts.active().replace(plan.off(), aside);
                  parts.versions().forEach(it -> it.switched(parts.active().current()));
                }));
  }

  private static void backToDraft(Transaction tx, long key) {
    ModelVersion version = tx.models().get(key).orElseThrow();
    Instant since = version.published().orElse(version.created());
    tx.models().update(version.ended(ModelVersion.Status.DRAFT, since));
  }

  private Run makeSwitch() {
    List<CaughtUp> caughtUp = new ArrayList<>(1);
    Run done =
        Lane.await(
            parts
                .lane()
                .submit(
                    tx -> {
                      CaughtUp last = preparation.catchUpAll(tx);
                      caughtUp.add(last);
                      return switchIn(tx, progress.changed() + last.changed());
                    },
                    unused -> {
                      caughtUp.forEach(CaughtUp::committed);
                      flip();
                    }));
    removeQuietly(plan.ended());
    return done;
  }

  /** The switch is done: what cannot be cleaned now is cleaned at the next start. */
  private void removeQuietly(Set<Long> versions) {
    try {
      leftovers.remove(versions);
    } catch (StoreException | Refusal later) {
      LOG.warn("the scores of versions that ended stay until the next start", later);
    }
  }

  private Run switchIn(Transaction tx, long changed) {
    Instant at = parts.clock().instant();
    plan.updates().apply(at).forEach(version -> tx.models().update(version));
    tx.changes().publishRun(run.key(), at);
    Run done = run.reached(progress.scored(), changed).succeeded(at);
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
    Set<Long> off = new HashSet<>(plan.ended());
    off.addAll(asideKey());
    parts.active().replace(off, plan.begun());
    parts.versions().forEach(it -> it.switched(parts.active().current()));
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

  /** Whether the store did what it seemed to have failed at: the answer may have been lost. */
  private boolean wasSwitched() {
    try {
      return Lane.await(
          parts
              .lane()
              .submit(
                  tx -> {
                    Run now = stored(tx);
                    return !now.isRunning() && now.error().isEmpty();
                  },
                  switched -> {
                    if (switched) {
                      flip();
                    }
                  }));
    } catch (StoreException | Refusal away) {
      return false;
    }
  }

  private Run stored(Transaction tx) {
    return tx.runs().get(run.key()).orElseThrow();
  }

  private Run giveUp(String reason) {
    Run failed = run.reached(progress.scored(), 0).failed(parts.clock().instant(), reason);
    Lane.await(
        parts
            .lane()
            .submit(
                tx -> true,
                unused -> {
                  parts.active().replace(asideKey(), List.of());
                  parts.versions().forEach(it -> it.switched(parts.active().current()));
                }));
    leftovers.ofRun(run.key());
    leftovers.remove(asideKey());
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

  private static String reason(RuntimeException failure) {
    String message = failure.getMessage();
    String said = message == null ? "" : ": " + message;
    boolean ofStore = failure instanceof StoreException || failure instanceof Refusal;
    return (ofStore ? "the store failed" : failure.getClass().getSimpleName()) + said;
  }
}
