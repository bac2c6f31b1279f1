package io.plumbline.server.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.format.model.ModelReader;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.SettableModels;
import io.plumbline.server.notice.RunSpeech;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Cause;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A room for messages on a store, with a clock that moves when told to and changes made by hand.
 */
public final class Desk implements AutoCloseable {
  static final String MODEL =
      """
      plumbline: 1
      model: b2b
      title: B2B
      time_zone: UTC
      scores:
        fit:
          title: Fit
          max: 100
          grades: {A: 60, B: 30, C: 0}
          groups:
            size:
              title: Size
              rules:
                - {id: large, if: {employees: {more_than: 100}}, points: 60}
                - {id: known, if: {employees: {more_than: 1}}, points: 30}
                - {id: visits, event: page_view, points: 5, cap: 40}
      bands:
        hot: {at_least: 60}
        warm: {at_least: 30}
        cold: {else: true}
      """;

  final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().minus(Duration.ofMinutes(1)));
  final Store store;
  final SettableModels models;
  final OutboxWriter writer;
  final WebhookRoom room;
  private long keys;

  /** A room on a store; its key lies in a folder. */
  public Desk(Store store, Path folder) {
    this.store = store;
    this.models = new SettableModels(List.of(version(1, 1)));
    this.writer =
        new OutboxWriter(models, RunSpeech.NONE, () -> "msg_" + UuidCreator.getTimeOrderedEpoch());
    InstantSource clock = now::get;
    this.room =
        new WebhookRoom(
            store,
            writer,
            new WebhookRoom.Options(
                true, Optional.empty(), folder.resolve("key"), clock, new Random(3)),
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
  }

  static ScoringModel model(String text) {
    var reading = ModelReader.read("model.yaml", text.getBytes(StandardCharsets.UTF_8));
    return reading.model().orElseThrow(() -> new IllegalStateException("" + reading.errors()));
  }

  static ActiveVersion version(long key, int number) {
    return new ActiveVersion(
        key,
        "b2b",
        number,
        ActiveVersion.Role.LIVE,
        ModelCompiler.compile(model(MODEL)),
        ActiveVersion.Slice.EVERYBODY);
  }

  /** A model that has a draft and scores nobody. */
  void drafted(String model) {
    store.write(tx -> tx.models().add(ModelVersion.draft(model, MODEL, "user:ana", now.get())));
  }

  Change change() {
    return new Change("user:ana", now.get());
  }

  /** Adds an endpoint at an address, and gives it with its secret. */
  EndpointBook.WithSecret endpoint(String url, String... types) {
    return room.endpoints()
        .create(new EndpointBook.Draft(url, Set.of(types), Set.of(), true), change());
  }

  /** Adds an endpoint for all types of messages and gives its secret. */
  public String endpointForAll(String url) {
    return endpoint(url, MessageType.subscribable().toArray(String[]::new)).secret();
  }

  /** Begins to send. */
  public void start() {
    room.start();
  }

  /** A score with a total of whole points. */
  static Score score(String lead, long total) {
    return score(lead, total, total >= 60 ? "hot" : total >= 30 ? "warm" : "cold");
  }

  static Score score(String lead, long total, String band) {
    Points points = Points.of(total);
    String grade = total >= 60 ? "A" : total >= 30 ? "B" : "C";
    return new Score(
        lead,
        "b2b",
        Instant.EPOCH,
        Instant.EPOCH.atZone(ZoneOffset.UTC).toLocalDate(),
        Optional.of(points),
        List.of(new Score.OfDimension("fit", points, grade)),
        "",
        band,
        "",
        "",
        Points.of(100));
  }

  /** The score of a lead changes now; -1 for none. */
  public void moves(long subject, long before, long after) {
    store.write(
        tx -> {
          tell(tx, List.of(changeOf(subject, before, after)));
          return true;
        });
    room.wake();
  }

  ScoreChange changeOf(long subject, long before, long after) {
    String lead = "lead-" + subject;
    return new ScoreChange(
        ++keys,
        subject,
        1,
        now.get(),
        new Cause(ScoreChange.Kind.EVENT, List.of("evt-" + keys)),
        before < 0 ? Optional.empty() : Optional.of(score(lead, before)),
        after < 0 ? Optional.empty() : Optional.of(score(lead, after)),
        after < 0 ? Map.of() : Map.of("large", Points.of(after)),
        OptionalLong.empty());
  }

  void tell(Transaction tx, List<ScoreChange> changes) {
    List<Long> stored = tx.changes().append(changes);
    List<ScoreChange> keyed = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      keyed.add(changes.get(i).as(stored.get(i), changes.get(i).at()));
    }
    writer.changed(tx, keyed);
  }

  /** Lets time pass. */
  void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
    room.wake();
  }

  @Override
  public void close() {
    room.close();
  }
}
