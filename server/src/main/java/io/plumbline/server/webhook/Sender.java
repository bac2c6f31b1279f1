package io.plumbline.server.webhook;

import io.plumbline.store.Delivery;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox holds, at least once, and of each lane in order. All that must not be lost
 * is in the store: after a crash, whatever was not written down as delivered is sent again under
 * its id. One loop reads the store and writes to it; workers do nothing but call receivers.
 */
final class Sender implements AutoCloseable {
  /** How many messages are on their way to one endpoint at the same time. */
  static final int MOST_AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** How many deliveries of an endpoint are read ahead. */
  private static final int AHEAD = 256;

  /** How often the store is asked although nobody said that something is there. */
  private static final long IDLE_MILLIS = 500;

  /** The least pause between writes of outcomes, so that the loop leaves the writer to others. */
  private static final long GAP_MILLIS = 20;

  private static final long TROUBLE_MILLIS = 1000;
  private static final long CLOSING_SECONDS = 5;

  private final Store store;
  private final Attempts attempts;
  private final Settlement settlement;
  private final Upkeep upkeep;
  private final Map<Long, DeliveryLine> lines = new HashMap<>();
  private final BlockingQueue<Optional<Outcome>> finished = new LinkedBlockingQueue<>();
  private final List<Outcome> unsettled = new ArrayList<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ExecutorService workers;
  private final Thread loop;
  private long revision = Long.MIN_VALUE;
  private volatile boolean closing;

  /**
   * A sender; it sends nothing before {@link #start}.
   *
   * @param upkeep what else has to be done from time to time
   */
  Sender(Store store, Attempts attempts, Settlement settlement, Upkeep upkeep) {
    this.store = store;
    this.attempts = attempts;
    this.settlement = settlement;
    this.upkeep = upkeep;
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newCachedThreadPool(
            task -> daemon(task, "webhook-sender-" + number.incrementAndGet()));
    this.loop = daemon(this::run, "webhook-loop");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What came of one call. */
  record Outcome(DeliveryLine line, Delivery delivery, Attempts.Made made) {}

  void start() {
    loop.start();
  }

  /** Says that something new may be due. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      finished.add(Optional.empty());
    }
  }

  /** Stops sending, waits a little for calls that are on their way, and writes down what came. */
  @Override
  public void close() {
    closing = true;
    wake();
    workers.shutdown();
    try {
      workers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
      workers.shutdownNow();
      wake();
      loop.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    attempts.transport().close();
  }

  private void run() {
    while (!closing) {
      try {
        round(attempts.clock().instant());
        await(unsettled.isEmpty() ? IDLE_MILLIS : GAP_MILLIS);
      } catch (StoreException away) {
        LOG.warn("webhooks wait for the store: {}", away.code());
        rest(TROUBLE_MILLIS);
      } catch (RuntimeException | Error defect) {
        // Without this thread nothing would be sent any more, and nobody would hear why.
        LOG.error("the sending of webhooks stumbled", defect);
        rest(TROUBLE_MILLIS);
      }
    }
    lastWords();
  }

  private void lastWords() {
    try {
      workers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
      drain();
      settle();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (StoreException away) {
      LOG.warn("outcomes of webhooks were not written down; they will be sent again");
    }
  }

  /** Waits for an outcome or a word that there is work, then a moment for more of them. */
  private void await(long millis) {
    try {
      Optional<Outcome> first = finished.poll(millis, TimeUnit.MILLISECONDS);
      if (first != null) {
        first.ifPresent(unsettled::add);
        rest(GAP_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rest(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void round(Instant now) {
    drain();
    settle();
    store.read(
        tx -> {
          refresh(tx);
          lines.values().forEach(line -> fill(tx, line, now));
          return true;
        });
    lines.values().forEach(this::staff);
    upkeep.round(now);
  }

  private void drain() {
    // First: whoever says a word after this is heard the next time.
    woken.set(false);
    List<Optional<Outcome>> all = new ArrayList<>();
    finished.drainTo(all);
    all.forEach(outcome -> outcome.ifPresent(unsettled::add));
  }

  private void settle() {
    if (!unsettled.isEmpty()) {
      settlement.write(unsettled);
      unsettled.forEach(outcome -> outcome.line().settled(outcome.delivery().key()));
      unsettled.clear();
    }
  }

  private void refresh(Transaction tx) {
    long current = tx.webhooks().revision();
    if (current == revision) {
      return;
    }
    Map<Long, Endpoint> now = new HashMap<>();
    tx.webhooks().list().forEach(endpoint -> now.put(endpoint.key(), endpoint));
    for (DeliveryLine line : lines.values()) {
      Endpoint old = line.endpoint();
      line.update(now.getOrDefault(old.key(), old.disabled("removed")));
    }
    lines.keySet().retainAll(now.keySet());
    now.forEach((key, endpoint) -> lines.computeIfAbsent(key, it -> new DeliveryLine(endpoint)));
    revision = current;
  }

  private static void fill(Transaction tx, DeliveryLine line, Instant now) {
    if (!line.isOpen(now)) {
      line.giveBack();
    } else if (line.takenCount() < AHEAD) {
      int limit = AHEAD + line.takenCount();
      line.fill(tx.outbox().due(line.endpoint().key(), now, limit));
    }
  }

  private void staff(DeliveryLine line) {
    for (int i = 0; i < MOST_AT_ONCE && !line.isEmpty() && line.enter(MOST_AT_ONCE); i++) {
      workers.execute(() -> work(line));
    }
  }

  private void work(DeliveryLine line) {
    try {
      Optional<Delivery> delivery = next(line);
      while (delivery.isPresent()) {
        finished.add(Optional.of(send(line, delivery.get())));
        delivery = next(line);
      }
    } finally {
      line.leave();
    }
  }

  private Optional<Delivery> next(DeliveryLine line) {
    return closing ? Optional.empty() : line.next(attempts.clock().instant());
  }

  private Outcome send(DeliveryLine line, Delivery delivery) {
    Endpoint endpoint = line.endpoint();
    Attempts.Made made = attempt(endpoint, delivery);
    made.answer()
        .retryAfter()
        .map(RetrySchedule::bounded)
        .ifPresent(wait -> line.pauseUntil(made.at().plus(wait), endpoint.url()));
    return new Outcome(line, delivery, made);
  }

  private Attempts.Made attempt(Endpoint endpoint, Delivery delivery) {
    try {
      return attempts.make(endpoint, delivery.message());
    } catch (RuntimeException | Error defect) {
      // Without an outcome its lane would wait until the next start.
      LOG.error("delivery {} could not be attempted", delivery.key(), defect);
      String why = "this server failed; its log says how";
      return new Attempts.Made(
          attempts.clock().instant(), new Transport.Answer(0, Optional.empty(), 0, why));
    }
  }
}
