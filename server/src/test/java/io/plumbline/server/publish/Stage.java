package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.Received.Happening;
import io.plumbline.server.notice.ModelNews;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.Delivery;
import io.plumbline.store.Identifier;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Outbox.Addressed;
import io.plumbline.store.OutboxMessage;
import io.plumbline.store.Profile;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A store with live scoring and publishing on it, and a clock that tests turn. */
final class Stage implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final int TOLD_AT_ONCE = 3;
  private static final long ENDPOINT = 1;
  static final Order BY_TEST = new Order("user:test", false);

  final Store store;
  final Live live;
  final ActiveVersions active;
  final Publishing publishing;
  final Drafts drafts;
  final Impacts impacts;
  final List<ScoreChange> told = new CopyOnWriteArrayList<>();
  final List<ModelNews.Publication> news = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private volatile int most;
  private final AtomicLong messages = new AtomicLong();

  /** What is now, as a test says. */
  static final class Clock implements java.time.InstantSource {
    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    void forward(Duration by) {
      now = now.plus(by);
    }
  }

  Stage(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    active = ActiveVersions.of(store);
    LiveSettings settings = LiveSettings.DEFAULT;
    live = new Live(store, active, clock, settings, new SimpleMeterRegistry());
    Tellers tellers = new Tellers(List.of(this::tell), TOLD_AT_ONCE);
    PublishParts parts =
        new PublishParts(
            store,
            live.lane(),
            live.rescoring(),
            live.folded(),
            active,
            clock,
            tellers,
            List.of(),
            List.of((tx, publication) -> news.add(publication)),
            (tx, next) -> new Counting());
    publishing = new Publishing(parts);
    drafts = new Drafts(store, clock);
    impacts = new Impacts(parts);
    live.hearChanges(tellers.ofTraffic());
    live.hearCommits(publishing);
    live.start();
    publishing.start();
  }

  private static final class Counting implements NoticePreview.Count {
    private long changes;

    @Override
    public void add(long subject, Optional<Score> before, Optional<Score> after) {
      changes++;
    }

    @Override
    public NoticePreview.Result result() {
      return new NoticePreview.Result(changes, 0);
    }
  }

  /** A message for each change, as a room for webhooks would write it. */
  private void tell(Transaction tx, List<ScoreChange> changes) {
    told.addAll(changes);
    most = Math.max(most, changes.size());
    List<Addressed> messages = new ArrayList<>();
    for (ScoreChange change : changes) {
      String id = UUID.randomUUID().toString();
      String key = Long.toString(change.key());
      OutboxMessage message = new OutboxMessage(id, "changed", change.subject(), key, change.at());
      messages.add(new Addressed(message, List.of(ENDPOINT)));
    }
    tx.outbox().append(messages);
  }

  /** The keys of the changes of a lead that messages were written of, in their order. */
  List<Long> messages(String lead) {
    long key = key(lead);
    List<Delivery> log =
        store.read(
            tx ->
                tx.outbox()
                    .log(ENDPOINT, Optional.empty(), Set.of(Delivery.State.PENDING), 100_000));
    List<Long> keys = new ArrayList<>();
    for (Delivery delivery : log) {
      if (delivery.message().lane() == key) {
        keys.add(0, Long.parseLong(delivery.message().payload()));
      }
    }
    return keys;
  }

  /** How many changes were told at once at most. */
  int most() {
    return most;
  }

  /** Waits until all is done and told that was begun. */
  void quiet() {
    publishing.quiet().join();
  }

  Clock clock() {
    return clock;
  }

  @Override
  public void close() {
    impacts.close();
    publishing.close();
    live.close();
  }

  /** Says what is known of a lead. */
  void knows(String lead, Map<String, String> attributes) {
    Map<String, Optional<Value>> values = new HashMap<>();
    attributes.forEach((name, text) -> values.put(name, Value.ofText(text)));
    take(message(lead, Optional.empty(), values));
  }

  /** Says that a lead did something now. */
  void does(String lead, String type) {
    take(message(lead, Optional.of(new Happening(type, Map.of())), Map.of()));
  }

  Received message(
      String lead, Optional<Happening> event, Map<String, Optional<Value>> attributes) {
    Instant now = clock.instant();
    return new Received(
        Optional.of(lead),
        Optional.empty(),
        "m" + messages.incrementAndGet(),
        now,
        now,
        Optional.empty(),
        "test",
        event,
        attributes,
        Optional.empty(),
        Optional.empty());
  }

  void take(Received... received) {
    try {
      live.ingest().take(List.of(received), List.of()).toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static final TimeUnit SECONDS = TimeUnit.SECONDS;

  /** Adds a draft. */
  ModelVersion draft(String source) {
    return draft(source, "");
  }

  ModelVersion draft(String source, String appliesTo) {
    return drafts.add(new Drafts.Text(source, appliesTo, "a note"), "user:test").version();
  }

  /** Makes a text live. */
  Run publish(String source) {
    ModelVersion draft = draft(source);
    return done(publishing.publish(draft.model(), draft.number(), BY_TEST));
  }

  /** Waits for a run and requires that it succeeded. */
  static Run done(Started started) {
    Run end = ended(started);
    assertThat(end.error()).isEmpty();
    return end;
  }

  /** Publishes a draft on a store that may fail, and waits for the end, whichever it is. */
  void attempt(ModelVersion draft, Order order) {
    try {
      publishing
          .publish(draft.model(), draft.number(), order)
          .end()
          .handle((run, failure) -> run != null)
          .get(60, SECONDS);
    } catch (Refusal refused) {
      assertThat(refused.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static Run ended(Started started) {
    try {
      return started.end().get(60, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  ImpactReport impact(ModelVersion version) {
    Impacts.Asked asked = impacts.ask(version);
    asked.await(Duration.ofSeconds(60));
    return asked.report().orElseThrow();
  }

  /** The totals that count under a model, by lead, as a reader of the store sees them. */
  Map<String, String> totals(String model) {
    return store.read(
        tx -> {
          Map<String, String> totals = new HashMap<>();
          List<Profile> leads = tx.profiles().after(0, 100_000);
          for (Status counts : List.of(Status.PILOT, Status.LIVE)) {
            for (ModelVersion version : tx.models().withStatus(List.of(counts))) {
              if (version.model().equals(model)) {
                totals(tx, version, leads).forEach(totals::putIfAbsent);
              }
            }
          }
          return totals;
        });
  }

  private static Map<String, String> totals(
      Transaction tx, ModelVersion version, List<Profile> leads) {
    Map<Long, Score> scores =
        tx.scores().get(version.key(), leads.stream().map(Profile::key).toList());
    Map<String, String> totals = new HashMap<>();
    for (Profile lead : leads) {
      Optional.ofNullable(scores.get(lead.key()))
          .flatMap(Score::total)
          .ifPresent(total -> totals.put(lead.identifier().subjectId(), total.toString()));
    }
    return totals;
  }

  /** What has changed of a lead, the latest first. */
  List<ScoreChange> history(String lead) {
    long key = key(lead);
    return store.read(tx -> tx.changes().of(key, List.of(), Optional.empty(), Instant.MIN, 100));
  }

  long key(String lead) {
    Identifier identifier = Identifier.user(lead);
    Map<Identifier, Profile> found = store.read(tx -> tx.profiles().find(List.of(identifier)));
    return found.get(identifier).key();
  }

  ModelVersion version(String model, int number) {
    return drafts.version(model, number);
  }
}
