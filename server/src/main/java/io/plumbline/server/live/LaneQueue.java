package io.plumbline.server.live;

import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.store.Reject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits for the lane: requests with messages, up to a limit, and jobs. Thread-safe. */
final class LaneQueue {
  private static final int MOST_JOBS = 10_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final LiveSettings settings;
  private final LinkedBlockingDeque<Item> items = new LinkedBlockingDeque<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger jobs = new AtomicInteger();
  private volatile boolean closed;

  LaneQueue(LiveSettings settings) {
    this.settings = settings;
  }

  /** Something for the lane to do. */
  sealed interface Item {}

  /** Messages that came together. */
  record Request(
      List<Received> messages,
      List<Reject> rejects,
      long bytes,
      long sinceNanos,
      CompletableFuture<Ingest.Taken> taken)
      implements Item {
    int size() {
      return messages.size() + rejects.size();
    }
  }

  /** Something that is done alone. */
  record Job(Runnable work) implements Item {}

  Request offer(List<Received> received, List<Reject> rejects) {
    requireOpen();
    long size = size(received) + rejects.stream().mapToLong(r -> 300 + r.payload().length()).sum();
    Request request =
        new Request(
            List.copyOf(received),
            List.copyOf(rejects),
            size,
            System.nanoTime(),
            new CompletableFuture<>());
    int waiting = messages.getAndAdd(request.size());
    long held = bytes.getAndAdd(size);
    // What is larger than the whole queue is let in alone: it could never be taken otherwise.
    boolean full =
        waiting + request.size() > settings.queuedMessages()
            || held + size > settings.queuedBytes();
    if (full && waiting > 0) {
      messages.addAndGet(-request.size());
      bytes.addAndGet(-size);
      throw new Refusal(
          Refusal.Code.TOO_MANY,
          "the queue is full: " + waiting + " messages wait to be written",
          Optional.of(RETRY_AFTER));
    }
    items.add(request);
    return request;
  }

  void offer(Job job) {
    requireOpen();
    if (jobs.incrementAndGet() > MOST_JOBS) {
      jobs.decrementAndGet();
      throw new Refusal(
          Refusal.Code.TOO_MANY, "too many changes wait to be made", Optional.of(RETRY_AFTER));
    }
    items.add(job);
  }

  private void requireOpen() {
    if (closed) {
      throw new Refusal(Refusal.Code.UNAVAILABLE, "the server is stopping");
    }
  }

  /** The next item, waited for so long. */
  @Nullable Item poll(Duration wait) throws InterruptedException {
    Item item = wait.isZero() ? items.poll() : items.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (item instanceof Job) {
      jobs.decrementAndGet();
    }
    return item;
  }

  /** A request and those right behind it, up to so many messages; they count as waiting still. */
  List<Request> together(Request first, int most) {
    List<Request> batch = new ArrayList<>(List.of(first));
    int size = first.size();
    while (size < most
        && items.peek() instanceof Request next
        && size + next.size() <= most
        && items.poll() != null) {
      batch.add(next);
      size += next.size();
    }
    return batch;
  }

  /** That requests do not wait any more. */
  void done(List<Request> requests) {
    for (Request request : requests) {
      messages.addAndGet(-request.size());
      bytes.addAndGet(-request.bytes());
    }
  }

  int waiting() {
    return messages.get();
  }

  long waitingBytes() {
    return bytes.get();
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Lets nothing in any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  private static long size(List<Received> received) {
    long size = 0;
    for (Received message : received) {
      size += 400L + message.messageId().length();
      if (message.event().isPresent()) {
        for (Map.Entry<String, Value> one : message.event().get().properties().entrySet()) {
          size += 100 + one.getKey().length() + size(one.getValue());
        }
      }
      for (Map.Entry<String, Optional<Value>> one : message.attributes().entrySet()) {
        size += 100 + one.getKey().length() + one.getValue().map(LaneQueue::size).orElse(0L);
      }
    }
    return size;
  }

  private static long size(Value value) {
    if (value instanceof Value.Text text) {
      return text.text().length();
    }
    return value instanceof Value.Many many
        ? many.elements().stream().mapToLong(element -> 50 + size(element)).sum()
        : 40;
  }
}
