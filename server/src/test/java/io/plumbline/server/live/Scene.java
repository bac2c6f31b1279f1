package io.plumbline.server.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.fact.Subject;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.live.Ingest.Taken;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import io.plumbline.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A store, models, a clock that is moved, and what keeps scores right between them. */
final class Scene implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final FailingStore store;
  final MovedClock clock;
  final SettableModels models = new SettableModels(List.of());
  final List<ScoreChange> heard = Collections.synchronizedList(new ArrayList<>());
  final List<SubjectUpdate> updates = Collections.synchronizedList(new ArrayList<>());

  /** Subjects as one knows them who heard of every commit, by key. */
  final Map<Long, Subject> told = new ConcurrentHashMap<>();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  Live live;

  Scene(Store store, Instant start) {
    this.store = new FailingStore(store);
    clock = new MovedClock(start);
    live = started(unused -> {});
  }

  Scene() {
    this(new MemoryStore(), NOON);
  }

  private Live started(Consumer<Live> listener) {
    LiveSettings settings =
        new LiveSettings(
            1_000, 10 << 20, 50, 64 << 10, 7, Duration.ofMillis(20), Duration.ZERO, 100);
    Live fresh = new Live(store, models, clock, settings, meters);
    fresh.hearChanges((tx, changes) -> heard.addAll(changes));
    fresh.hearCommits(updates::addAll);
    fresh.hearCommits(committed -> committed.forEach(this::hear));
    listener.accept(fresh);
    fresh.start();
    return fresh;
  }

  private void hear(SubjectUpdate update) {
    if (update.gone()) {
      told.remove(update.key());
    } else if (update.news()) {
      told.put(update.key(), update.subject());
    }
  }

  void restart() {
    restart(unused -> {});
  }

  /** Restarts, with somebody more who listens from the beginning. */
  void restart(Consumer<Live> listener) {
    live.close();
    live = started(listener);
  }

  static ActiveVersion live(long key, ScoringModel model) {
    return version(key, model, ActiveVersion.Role.LIVE, ActiveVersion.Slice.EVERYBODY);
  }

  static ActiveVersion version(
      long key, ScoringModel model, ActiveVersion.Role role, ActiveVersion.Slice slice) {
    return new ActiveVersion(key, model.id(), (int) key, role, compiled(model), slice);
  }

  static CompiledModel compiled(ScoringModel model) {
    return ModelCompiler.compile(model);
  }

  /** A model of one score whose rules are given in YAML, a rule a line. */
  static ScoringModel model(String... rules) {
    StringBuilder yaml = new StringBuilder("plumbline: 1\nmodel: small\nscores:\n  all:\n");
    yaml.append("    groups:\n      all:\n        rules:\n");
    for (String rule : rules) {
      yaml.append("          - {").append(rule).append("}\n");
    }
    return yaml(yaml.toString());
  }

  static ScoringModel yaml(String yaml) {
    return ModelReader.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8))
        .model()
        .orElseThrow();
  }

  void publish(ActiveVersion... versions) {
    join(
        live.lane()
            .submit(
                tx -> {
                  models.set(List.of(versions));
                  return 0;
                }));
  }

  Taken take(Received... messages) {
    return join(live.ingest().take(List.of(messages), List.of()).toCompletableFuture());
  }

  /** Lets the lane do all that the clock asks for. */
  void settle() {
    join(live.settled());
  }

  static <T> T join(java.util.concurrent.Future<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  long subject(Identifier identifier) {
    Map<Identifier, Profile> found = store.read(tx -> tx.profiles().find(List.of(identifier)));
    return Optional.ofNullable(found.get(identifier)).orElseThrow().subject();
  }

  Optional<Score> stored(long version, Identifier identifier) {
    long subject = subject(identifier);
    return Optional.ofNullable(
        store
            .<Map<Long, Score>>read(tx -> tx.scores().get(version, List.of(subject)))
            .get(subject));
  }

  /** The stored points of a score, in points. */
  long points(long version, Identifier identifier) {
    return stored(version, identifier).orElseThrow().scores().get(0).points().thousandths() / 1000;
  }

  /** The history of a subject, the earliest first. */
  List<ScoreChange> history(long subject) {
    List<ScoreChange> changes =
        new ArrayList<>(
            store.<List<ScoreChange>>read(
                tx -> tx.changes().of(subject, List.of(), Optional.empty(), IsoTime.MIN, 9_999)));
    Collections.reverse(changes);
    return changes;
  }

  double count(String meter) {
    return meters.get(meter).counter().count();
  }

  @Override
  public void close() {
    live.close();
    store.close();
  }

  static Value text(String text) {
    return new Value.Text(text);
  }
}
