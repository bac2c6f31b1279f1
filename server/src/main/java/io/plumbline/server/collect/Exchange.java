package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One body on its way in, and its answer. The container calls it when bytes are there, so a slow
 * client holds no thread; the answer is written when the events are on disk.
 */
final class Exchange implements ReadListener, AsyncListener {
  private static final int FIRST_BYTES = 8 << 10;

  private final CollectionDesk desk;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Route route;
  private final AsyncContext async;
  private final ServletInputStream in;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();
  private volatile boolean whole;
  private byte[] body = new byte[0];
  private int length;
  private long discarded;
  private Optional<Reply> refused = Optional.empty();

  private Exchange(
      CollectionDesk desk, HttpServletRequest request, HttpServletResponse response, Route route)
      throws IOException {
    this.desk = desk;
    this.request = request;
    this.response = response;
    this.route = route;
    in = request.getInputStream();
    async = request.startAsync(request, response);
  }

  /** Begins to read a body; the rest happens as it comes in. */
  static void begin(
      CollectionDesk desk, HttpServletRequest request, HttpServletResponse response, Route route)
      throws IOException {
    Exchange exchange = new Exchange(desk, request, response, route);
    exchange.async.setTimeout(CollectionDesk.LONGEST_WAIT.toMillis());
    exchange.async.addListener(exchange);
    long announced = request.getContentLengthLong();
    if (announced > CollectionLimits.DISCARDED_BYTES) {
      response.setHeader("Connection", "close");
      exchange.answer(Reply.of(Inflated.tooLarge()));
    } else {
      exchange.in.setReadListener(exchange);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!answered.get() && in.isReady() && !in.isFinished()) {
      if (refused.isPresent()) {
        discard();
      } else if (length < body.length || grow()) {
        int n = in.read(body, length, body.length - length);
        length += Math.max(0, n);
      }
    }
  }

  /** Makes room for more; where there is none, what else comes is read and thrown away. */
  private boolean grow() {
    if (length > CollectionLimits.BODY_BYTES) {
      return refuse(Reply.of(Inflated.tooLarge()));
    }
    long announced = request.getContentLengthLong();
    int wanted = announced > 0 ? (int) Math.min(announced, FIRST_BYTES * 8L) + 1 : FIRST_BYTES;
    int next = length == 0 ? wanted : Math.min(length * 2, CollectionLimits.BODY_BYTES + 1);
    int more = next - length;
    if (!desk.receiving().take(more)) {
      return refuse(Reply.busy("too many events are on their way in; please try again"));
    }
    received.addAndGet(more);
    body = Arrays.copyOf(body, next);
    return true;
  }

  private boolean refuse(Reply reply) {
    refused = Optional.of(reply);
    body = new byte[0];
    length = 0;
    release();
    return false;
  }

  private void discard() throws IOException {
    byte[] nothing = new byte[FIRST_BYTES];
    discarded += Math.max(0, in.read(nothing));
    if (discarded > CollectionLimits.DISCARDED_BYTES) {
      response.setHeader("Connection", "close");
      refused.ifPresent(this::answer);
    }
  }

  @Override
  public void onAllDataRead() {
    whole = true;
    if (refused.isPresent()) {
      answer(refused.get());
      return;
    }
    try {
      take();
    } catch (RuntimeException failure) {
      answer(Reply.of(failure));
    }
  }

  private void take() {
    Inflated.check(length);
    byte[] raw = Arrays.copyOf(body, length);
    body = new byte[0];
    Optional<byte[]> unpacked = desk.unpacked(raw);
    release();
    if (unpacked.isEmpty()) {
      answer(Reply.busy("too many events are waiting to be written; please try again"));
      return;
    }
    pending.set(unpacked.get().length);
    desk.collector()
        .collect(delivery(unpacked.get()))
        .whenCompleteAsync(
            (rejected, failure) ->
                answer(failure == null ? route.taken(rejected) : Reply.of(failure)),
            desk.replies());
  }

  private Delivery delivery(byte[] inflated) {
    byte[] json =
        route.language() == Language.CLOUD_EVENTS ? BinaryEvent.body(request, inflated) : inflated;
    return new Delivery(
        json,
        route.language(),
        SentKey.outside(
            header("Authorization"),
            header("X-Write-Key"),
            Optional.ofNullable(request.getQueryString())),
        request.getHeader("Origin") != null,
        route.call(),
        desk.clock().instant());
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  private void answer(Reply reply) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    release();
    try {
      desk.origins().permit(request, response);
      write(response, reply);
    } catch (IOException | IllegalStateException gone) {
      // The client has hung up: nobody waits for the answer.
    } finally {
      async.complete();
    }
  }

  static void write(HttpServletResponse response, Reply reply) throws IOException {
    response.setStatus(reply.status());
    reply
        .retryAfter()
        .ifPresent(wait -> response.setHeader("Retry-After", "" + Reply.seconds(wait)));
    response.setContentType("application/json");
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private void release() {
    desk.receiving().giveBack(received.getAndSet(0));
    desk.pending().giveBack(pending.getAndSet(0));
  }

  @Override
  public void onError(Throwable failure) {
    answer(Reply.of(new Refusal(Refusal.Code.INVALID, "the body breaks off")));
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    answer(
        whole
            ? Reply.away("the events are not on disk yet; please try again")
            : Reply.of(408, "the body did not come in whole in time"));
  }

  @Override
  public void onError(AsyncEvent event) {
    if (answered.compareAndSet(false, true)) {
      release();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    onError(event);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
