package io.plumbline.server.live;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Score;
import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recomputes stored scores of subjects taken at random from their raw facts, beside the lane, and
 * counts those that differ; there must be none. What is on its way (a fact whose instant has just
 * come, a day that is being begun, versions that change) is looked at again before it is called a
 * difference. It begins when a start has made good what was left behind.
 */
final class ScoreCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreCheck.class);
  private static final int LOOKS = 5;

  private final Store store;
  private final ActiveModels models;
  private final InstantSource clock;
  private final Duration every;
  private final LiveMetrics metrics;
  private final BooleanSupplier isRecovered;
  private final Random random = new Random();
  private final Thread thread;

  /** What there is to check, and as of when. */
  record Subjects(Store store, ActiveModels models, InstantSource clock) {}

  /**
   * A check, which does nothing before it is started.
   *
   * @param isRecovered whether all that waited at the start is scored
   */
  ScoreCheck(Subjects subjects, Duration every, LiveMetrics metrics, BooleanSupplier isRecovered) {
    store = subjects.store();
    models = subjects.models();
    clock = subjects.clock();
    this.every = every;
    this.metrics = metrics;
    this.isRecovered = isRecovered;
    thread = new Thread(this::run, "plumbline-score-check");
    thread.setDaemon(true);
  }

  void start() {
    if (!every.isZero()) {
      thread.start();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(every.toMillis());
        if (isRecovered.getAsBoolean()) {
          checkOne();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (StoreException away) {
        LOG.debug("No check: {}", away.getMessage());
      } catch (RuntimeException failed) {
        LOG.warn("A check of a score failed", failed);
      }
    }
  }

  private void checkOne() throws InterruptedException {
    Optional<Long> subject = store.read(this::anySubject);
    if (subject.isEmpty()) {
      return;
    }
    Optional<String> difference = difference(subject.get());
    for (int look = 1; look < LOOKS && difference.isPresent(); look++) {
      Thread.sleep(Math.max(100, every.toMillis()));
      difference = difference(subject.get());
    }
    metrics.checked(difference.isPresent());
    difference.ifPresent(what -> LOG.error("Subject {}: {}", subject.get(), what));
  }

  private Optional<Long> anySubject(Transaction tx) {
    long highest = tx.profiles().highestKey();
    if (highest == 0) {
      return Optional.empty();
    }
    long place = (long) (random.nextDouble() * highest);
    return tx.profiles().after(place, 1).stream().map(Profile::subject).findFirst();
  }

  /** How a subject's stored scores differ from what its facts give; empty where they do not. */
  Optional<String> difference(long subject) {
    List<ActiveVersion> before = models.current();
    Optional<String> found = store.read(tx -> difference(tx, subject, before));
    return before.equals(models.current()) ? found : Optional.empty();
  }

  private Optional<String> difference(Transaction tx, long subject, List<ActiveVersion> versions) {
    Map<String, LocalDate> days = tx.upkeep().days();
    Optional<SubjectFacts> facts = SubjectFacts.readAll(tx, subject);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    // Asked after the snapshot was taken, whose scores are all as of an instant before it.
    Instant now = clock.instant();
    SubjectKind kind = facts.get().isAccount() ? SubjectKind.ACCOUNT : SubjectKind.LEAD;
    for (ActiveVersion version : versions) {
      LocalDate today = now.atZone(version.compiled().zone().zone()).toLocalDate();
      boolean isBegun = today.equals(days.get(version.compiled().zone().zone().getId()));
      if (isBegun
          && version.role() != ActiveVersion.Role.PREPARING
          && version.compiled().model().subject() == kind) {
        Optional<Score> stored =
            Optional.ofNullable(tx.scores().get(version.key(), List.of(subject)).get(subject));
        // A clock that was set back may stand before the instant that a score is as of.
        Instant asOf = stored.map(Score::asOf).filter(now::isBefore).orElse(now);
        Optional<String> found = difference(version, facts.get().asOf(asOf), asOf, stored);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      ActiveVersion version, Facts facts, Instant asOf, Optional<Score> stored) {
    Optional<Score> due;
    try {
      due =
          version.slice().holds(facts.subject(), asOf)
              ? Optional.of(version.compiled().score(facts, asOf))
              : Optional.empty();
    } catch (ArithmeticException beyond64Bits) {
      due = Optional.empty();
    }
    return Verdict.same(stored, due)
        ? Optional.empty()
        : Optional.of(
            "version %d of model %s stores %s, its facts give %s"
                .formatted(version.number(), version.model(), told(stored), told(due)));
  }

  private static String told(Optional<Score> score) {
    return score
        .map(s -> s.scores() + " in band '" + s.band() + "' as of " + s.asOf())
        .orElse("no score");
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
