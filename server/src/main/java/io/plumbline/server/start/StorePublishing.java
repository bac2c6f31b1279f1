package io.plumbline.server.start;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Live;
import io.plumbline.server.live.LiveSettings;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.server.publish.ActiveVersions;
import io.plumbline.server.publish.Drafts;
import io.plumbline.server.publish.Impacts;
import io.plumbline.server.publish.PublishParts;
import io.plumbline.server.publish.Publishing;
import io.plumbline.server.publish.Tellers;
import io.plumbline.server.webhook.OutboxWriter;
import io.plumbline.store.Run;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import java.time.InstantSource;
import java.util.List;

/**
 * Publishing on a store that no server works on meanwhile: the same use cases, put together without
 * HTTP. What is to be told to others is written down, and sent when a server starts.
 */
public final class StorePublishing implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final Store store;
  private final Live live;
  private final Publishing publishing;
  private final Drafts drafts;
  private final Impacts impacts;

  private StorePublishing(Store store, InstantSource clock) {
    this.store = store;
    ActiveVersions active = ActiveVersions.of(store);
    live = new Live(store, active, clock, LiveSettings.DEFAULT, new SimpleMeterRegistry());
    OutboxWriter outbox =
        new OutboxWriter(
            active,
            (tx, run) -> tx.runs().get(run).filter(Run::told).isPresent(),
            () -> "msg_" + UuidCreator.getTimeOrderedEpoch());
    Tellers told = new Tellers(List.of(outbox));
    PublishParts parts =
        new PublishParts(
            store,
            live.lane(),
            live.rescoring(),
            live.folded(),
            active,
            clock,
            told,
            List.of(),
            List.of(outbox),
            NoticePreview.NONE);
    publishing = new Publishing(parts);
    drafts = new Drafts(store, clock);
    impacts = new Impacts(parts);
    live.hearChanges(told.ofTraffic());
    live.hearCommits(publishing);
    live.start();
    publishing.start();
  }

  /**
   * Opens a store and begins to work on it. It is held as a server holds it: scores and what is to
   * be told of them have one writer, so that no server can work on it until this is closed.
   *
   * @throws Refusal CONFLICT where a server works on it
   */
  public static StorePublishing at(StoreAddress place, InstantSource clock) {
    Store store = open(place);
    try {
      return new StorePublishing(store, clock);
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static Store open(StoreAddress place) {
    try {
      return OpenStore.at(place, StoreMode.SERVER);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.IN_USE) {
        throw e;
      }
      throw new Refusal(
          Refusal.Code.CONFLICT,
          "A server works on this store; name it instead: --server URL --key-file FILE");
    }
  }

  public Drafts drafts() {
    return drafts;
  }

  public Publishing publishing() {
    return publishing;
  }

  public Impacts impacts() {
    return impacts;
  }

  /** Waits until facts that nobody had folded yet are folded and scored. */
  public void awaitFolded() {
    while (!store.<List<Long>>read(tx -> tx.backlog().first(1)).isEmpty()) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    try (store) {
      impacts.close();
      publishing.close();
      live.close();
    }
  }
}
