package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver of messages, as somebody else would run it; it answers as it is told to. What comes
 * that is not as the schema describes it fails the test when the receiver is closed.
 */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Got> got = new ArrayList<>();
  private volatile Function<Got, Reply> behaviour = it -> new Reply(204);

  /** What was posted. */
  public record Got(Map<String, List<String>> headers, String body, int status) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst()
          .orElse("");
    }

    public String id() {
      return header("webhook-id");
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public String type() {
      return json().get("type").asString();
    }

    public String lead() {
      JsonNode lead = json().get("data").get("lead_id");
      return lead == null ? "" : lead.asString();
    }

    public boolean isTaken() {
      return status / 100 == 2;
    }

    /** Whether the Maven library of Standard Webhooks takes it. */
    public boolean isSignedWith(String secret) {
      Map<String, List<String>> signed =
          Map.of(
              "webhook-id", List.of(id()),
              "webhook-timestamp", List.of(header("webhook-timestamp")),
              "webhook-signature", List.of(header("webhook-signature")));
      try {
        new Webhook(secret).verify(body, signed);
        return true;
      } catch (WebhookVerificationException | EmptyWebhookSecretException bad) {
        return false;
      }
    }
  }

  /** What is answered. */
  public record Reply(int status, Map<String, String> headers) {
    public Reply(int status) {
      this(status, Map.of());
    }
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** How it answers from now on. */
  public void answers(Function<Got, Reply> other) {
    behaviour = other;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers = Map.copyOf(exchange.getRequestHeaders());
    Reply reply = behaviour.apply(new Got(headers, body, 0));
    synchronized (got) {
      got.add(new Got(headers, body, reply.status()));
      got.notifyAll();
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(reply.status(), -1);
    exchange.close();
  }

  /** All that came so far. */
  public List<Got> all() {
    synchronized (got) {
      return List.copyOf(got);
    }
  }

  /** What it took. */
  public List<Got> taken() {
    return all().stream().filter(Got::isTaken).toList();
  }

  /** Waits until what came is as expected; fails after a while. */
  public List<Got> await(Predicate<List<Got>> expected) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    synchronized (got) {
      while (!expected.test(List.copyOf(got))) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("waited in vain; got " + got);
        }
        try {
          got.wait(left);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new AssertionError(interrupted);
        }
      }
      return List.copyOf(got);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    assertThat(all()).extracting(Got::body).flatMap(MessageSchema::findings).isEmpty();
    assertThat(all())
        .allMatch(it -> it.id().startsWith("msg_"))
        .allMatch(it -> it.header("webhook-timestamp").matches("[0-9]{10}"))
        .allMatch(it -> it.header("webhook-signature").startsWith("v1,"));
  }
}
