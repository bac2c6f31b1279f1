package io.plumbline.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.plumbline.server.webhook.Transport.Answer;
import io.plumbline.server.webhook.Transport.Call;
import io.plumbline.store.Delivery;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers over HTTPS: whose certificates are taken, and what is said where they are not. */
@Timeout(60)
final class HttpsReceiverTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String HOST = "hooks.nord.example";

  @TempDir static Path folder;
  private static TestCertificates certificates;
  private static HttpTransport trusting;
  private static HttpTransport usual;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpsServer receiver;

  @BeforeAll
  static void prepare() {
    certificates = new TestCertificates(folder);
    trusting = transport(Optional.of(certificates.authority()), Duration.ofSeconds(20));
    usual = transport(Optional.empty(), Duration.ofSeconds(20));
  }

  private static HttpTransport transport(Optional<Path> authorities, Duration timeout) {
    return new HttpTransport(
        true,
        Authorities.context(authorities),
        InstantSource.system(),
        timeout,
        host -> new InetAddress[] {LOOPBACK});
  }

  @AfterAll
  static void closeAll() {
    trusting.close();
    usual.close();
  }

  @AfterEach
  void stop() {
    if (receiver != null) {
      receiver.stop(0);
    }
    threads.shutdownNow();
  }

  private URI receiver(SSLContext encryption) throws IOException {
    receiver = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(encryption));
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          calls.add(
              "" + names((HttpsExchange) exchange) + exchange.getRequestHeaders().get("Host"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return URI.create("https://" + HOST + ":" + receiver.getAddress().getPort() + "/hook");
  }

  /** The names that the caller asked for before the certificate was shown. */
  private static List<String> names(HttpsExchange exchange) {
    List<SNIServerName> asked =
        ((ExtendedSSLSession) exchange.getSSLSession()).getRequestedServerNames();
    return asked.stream().map(name -> ((SNIHostName) name).getAsciiName()).toList();
  }

  private static Answer post(HttpTransport transport, URI url) {
    return transport.post(new Call(url, true, Map.of("webhook-id", "msg_1"), "{}"));
  }

  private void assertRefused(HttpTransport transport, URI url, String why) {
    Answer answer = post(transport, url);
    assertThat(answer.status()).isZero();
    assertThat(answer.error()).startsWith(why);
    assertThat(calls).isEmpty();
  }

  /** The address that is called was looked up and checked; the name goes with it all the same. */
  @Test
  void certificate_ofACompanysAuthority_isTaken_andTheReceiverIsAskedForByName() throws Exception {
    URI url = receiver(certificates.signed(HOST));

    Answer answer = post(trusting, url);

    assertThat(answer.error()).isEmpty();
    assertThat(answer.status()).isEqualTo(204);
    assertThat(calls).containsExactly("[" + HOST + "][" + HOST + ":" + url.getPort() + "]");
  }

  @Test
  void certificate_ofAnAuthorityNobodyNamed_isRefused() throws Exception {
    URI url = receiver(certificates.signed(HOST));

    assertRefused(usual, url, "its certificate is not signed by an authority that this server");
  }

  @Test
  void certificate_thatSignedItself_isRefused() throws Exception {
    URI url = receiver(certificates.selfSigned(HOST));

    assertRefused(trusting, url, "its certificate is not signed by an authority that this server");
  }

  @Test
  void certificate_forAnotherName_isRefused() throws Exception {
    URI url = receiver(certificates.signed("elsewhere.nord.example"));

    assertRefused(trusting, url, "its certificate is for another name");
  }

  @Test
  void certificate_thatHasExpired_isRefused() throws Exception {
    URI url = receiver(certificates.signed(HOST, "-startdate", "-9d", "-validity", "3"));

    assertRefused(trusting, url, "its certificate has expired");
  }

  @Test
  void certificate_ofTheFuture_isRefused() throws Exception {
    URI url = receiver(certificates.signed(HOST, "-startdate", "+3d", "-validity", "9"));

    assertRefused(trusting, url, "its certificate is not valid yet");
  }

  @Test
  void receiver_thatDoesNotEncrypt_isRefused() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 10, LOOPBACK)) {
      threads.execute(() -> answerInPlain(plain));
      URI url = URI.create("https://" + HOST + ":" + plain.getLocalPort() + "/");

      assertRefused(trusting, url, "no encrypted connection was possible");
    }
  }

  private static void answerInPlain(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  @Test
  void receiver_thatNeverAgreesOnEncryption_isGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, LOOPBACK);
        HttpTransport hasty = transport(Optional.empty(), Duration.ofMillis(700))) {
      URI url = URI.create("https://" + HOST + ":" + silent.getLocalPort() + "/");

      assertThat(post(hasty, url).error()).startsWith("no whole answer within");
    }
  }

  @Test
  void log_saysWhyAReceiverIsNotTrusted_andTheMessageIsTriedAgain() throws Exception {
    URI url = receiver(certificates.selfSigned(HOST));
    MemoryStore store = new MemoryStore();
    try (Desk desk = new Desk(store, folder)) {
      long endpoint = desk.endpoint(url.toString(), "score.changed").endpoint().key();
      desk.moves(7, 1, 2);
      desk.start();
      Delivery delivery = delivery(store, endpoint);
      while (delivery.last().isEmpty()) {
        Thread.onSpinWait();
        delivery = delivery(store, endpoint);
      }

      assertThat(delivery.last().orElseThrow().error()).startsWith("its certificate is not signed");
      assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
      assertThat(delivery.next().orElseThrow()).isAfter(desk.now.get());
    }
  }

  private static Delivery delivery(MemoryStore store, long endpoint) {
    return store.read(
        tx ->
            tx.outbox()
                .log(endpoint, Optional.empty(), EnumSet.allOf(Delivery.State.class), 1)
                .get(0));
  }
}
