package io.plumbline.checks.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A receiver of webhooks on this machine that sometimes fails the first time it gets one. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Random random;
  private final int failOneIn;
  private final Set<String> failed = new HashSet<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  /** A webhook that was answered with success. */
  record Delivery(String id, String timestamp, String signature, String body) {
    JsonNode json() {
      return Calls.JSON.readTree(body);
    }
  }

  /**
   * A receiver that answers at once.
   *
   * @param failOneIn of how many deliveries one fails at first; 0 for none
   */
  Receiver(long seed, int failOneIn) throws IOException {
    random = new Random(seed);
    this.failOneIn = failOneIn;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** What was taken, in the order in which it was. */
  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(accepts(exchange, body) ? 204 : 503, -1);
    }
  }

  private synchronized boolean accepts(HttpExchange exchange, String body) {
    String id = header(exchange, "webhook-id");
    if (failOneIn > 0 && random.nextInt(failOneIn) == 0 && failed.add(id)) {
      return false;
    }
    deliveries.add(
        new Delivery(
            id,
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            body));
    return true;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
