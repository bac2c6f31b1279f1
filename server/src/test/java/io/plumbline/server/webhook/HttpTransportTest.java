package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumbline.server.webhook.Transport.Answer;
import io.plumbline.server.webhook.Transport.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What receivers can do, and what comes of it. */
@Timeout(30)
final class HttpTransportTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final AtomicInteger lookups = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer receiver;
  private HttpTransport transport;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    receiver.setExecutor(Executors.newCachedThreadPool());
    receiver.start();
    transport = transport(this::loopback, Duration.ofSeconds(20));
  }

  private InetAddress[] loopback(String host) {
    lookups.incrementAndGet();
    return new InetAddress[] {LOOPBACK};
  }

  private static HttpTransport transport(GuardedResolver.Lookup lookup, Duration timeout) {
    return new HttpTransport(
        true, Authorities.context(Optional.empty()), InstantSource.system(), timeout, lookup);
  }

  @AfterEach
  void stop() {
    transport.close();
    receiver.stop(0);
  }

  private void answers(int status, String body, Map<String, String> headers) {
    receiver.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          send(exchange, status, body);
        });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Answer post() {
    return post(receiver.getAddress().getPort(), true);
  }

  private Answer post(int port, boolean privateAllowed) {
    return transport.post(call(port, privateAllowed));
  }

  private static Call call(int port, boolean privateAllowed) {
    URI url = URI.create("http://hooks.example:" + port + "/x");
    return new Call(url, privateAllowed, Map.of("webhook-id", "msg_1"), "{}");
  }

  @Test
  void call_thatIsOver_isHeldNoLonger() {
    ScheduledThreadPoolExecutor deadlines = HttpTransport.deadlines();

    deadlines.schedule(() -> {}, 20, TimeUnit.SECONDS).cancel(false);

    assertThat(deadlines.getQueue()).isEmpty();
    deadlines.shutdownNow();
  }

  @Test
  void receiver_thatTakesIt_isCalledWithTheWholeMessage() {
    StringBuilder seen = new StringBuilder();
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          seen.append(exchange.getRequestMethod())
              .append(' ')
              .append(headers.getFirst("Host").replaceAll(":\\d+", ""))
              .append(' ')
              .append(headers.getFirst("Content-Type"))
              .append(' ')
              .append(headers.getFirst("webhook-id"))
              .append(' ')
              .append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          send(exchange, 204, "");
        });

    Answer answer = post();

    assertThat(answer.isTaken()).isTrue();
    assertThat(answer.error()).isEmpty();
    assertThat(seen).hasToString("POST hooks.example application/json; charset=UTF-8 msg_1 {}");
  }

  @Test
  void redirect_isAFailureAndNotFollowed() {
    answers(302, "", Map.of("Location", "/elsewhere"));

    Answer answer = post();

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.isTaken()).isFalse();
    assertThat(answer.error()).contains("not followed");
    assertThat(calls).hasValue(1);
  }

  @Test
  void refusal_isShownInShort() {
    answers(500, "no\r\nway " + "x".repeat(1000), Map.of());

    Answer answer = post();

    assertThat(answer.error())
        .startsWith("the receiver answered 500: no way xxx")
        .hasSizeLessThan(260);
  }

  @Test
  void retryAfter_isReadWhereItMeansSomething() {
    answers(429, "", Map.of("Retry-After", "30"));

    assertThat(post().retryAfter()).hasValue(Duration.ofSeconds(30));
  }

  @Test
  void answer_withoutEnd_isReadUpToALimit() {
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8192];
          try (var out = exchange.getResponseBody()) {
            while (calls.incrementAndGet() < 100_000) {
              out.write(block);
            }
          }
        });

    assertThat(post().isTaken()).isTrue();
    assertThat(calls.get()).isLessThan(100_000);
  }

  @Test
  void receiver_thatSendsByteAfterByte_isGivenUp() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 10, LOOPBACK);
        HttpTransport hasty = transport(this::loopback, Duration.ofMillis(700))) {
      Thread dripping = new Thread(() -> drip(slow));
      dripping.setDaemon(true);
      dripping.start();

      Answer answer = hasty.post(call(slow.getLocalPort(), true));

      assertThat(answer.status()).isZero();
      assertThat(answer.error()).contains("no whole answer");
    }
  }

  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 200; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException ended) {
      // The other side has closed it, as it should.
    }
  }

  @Test
  void receiver_thatIsNotThere_isAFailure() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      free = socket.getLocalPort();
    }

    assertThat(post(free, true).error()).isEqualTo("no connection was possible");
  }

  @Test
  void endpoint_thatDoesNotAllowPrivate_isNotCalledInside() {
    answers(200, "", Map.of());

    Answer answer = post(receiver.getAddress().getPort(), false);

    assertThat(answer.status()).isZero();
    assertThat(answer.error()).contains("private address", "webhooks.private_addresses");
    assertThat(calls).hasValue(0);
  }

  @Test
  void addressInTheUrl_isCheckedLikeAName() {
    answers(200, "", Map.of());
    int port = receiver.getAddress().getPort();
    try (HttpTransport system = transport(GuardedResolver.Lookup.SYSTEM, Duration.ofSeconds(20))) {
      for (String host : new String[] {"127.0.0.1", "2130706433", "[::ffff:127.0.0.1]"}) {
        URI url = URI.create("http://" + host + ":" + port + "/");
        assertThat(system.post(new Call(url, false, Map.of(), "{}")).status()).as(host).isZero();
      }
    }
    assertThat(calls).hasValue(0);
  }

  /** A name that is public when looked at and private when called (rebinding) finds no gap. */
  @Test
  void name_isLookedUpOnceForAConnection() {
    answers(200, "", Map.of());

    post();

    assertThat(lookups).hasValue(1);
  }
}
