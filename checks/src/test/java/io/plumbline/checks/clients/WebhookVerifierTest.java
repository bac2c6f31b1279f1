package io.plumbline.checks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.webhook.Desk;
import io.plumbline.server.webhook.Receiver;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.store.memory.MemoryStore;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the server sends is what the published verifier of Standard Webhooks for Node takes. */
final class WebhookVerifierTest {
  private static final String OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @Test
  void messages_areVerifiedInNode_andThoseThatWereChangedAreRefused() throws Exception {
    try (Receiver receiver = new Receiver();
        Desk desk = new Desk(new MemoryStore(), folder)) {
      String secret = desk.endpointForAll(receiver.url());
      desk.start();
      desk.moves(7, -1, 65);
      List<Got> got = receiver.await(it -> it.size() == 3);

      List<String> lines = new ArrayList<>();
      for (Got each : got) {
        lines.add(line(each, each.body(), secret));
      }
      lines.add(line(got.get(0), got.get(0).body().replace("65", "66"), secret));
      lines.add(line(got.get(0), got.get(0).body(), OTHER));
      Path file = Files.write(folder.resolve("messages.ndjson"), lines);

      String said = Clients.node("webhook-receiver.mjs", file.toString());

      assertThat(said.lines().toList())
          .containsExactly(
              "verified " + got.get(0).id() + " score.changed lead-7",
              "verified " + got.get(1).id() + " grade.changed lead-7",
              "verified " + got.get(2).id() + " band.changed lead-7",
              "refused " + got.get(0).id() + " No matching signature found",
              "refused " + got.get(0).id() + " No matching signature found");
    }
  }

  /** The receiver of the guide, as it stands there. */
  @Test
  void receiverOfTheGuide_takesWhatIsSignedForIt() throws Exception {
    int port = freePort();
    try (Desk desk = new Desk(new MemoryStore(), folder)) {
      String secret = desk.endpointForAll("http://127.0.0.1:" + port + "/");
      Path script = Clients.folder().resolve("guide-receiver.mjs");
      Files.writeString(script, guide().replace("9000", Integer.toString(port)));
      Path said = folder.resolve("said.txt");
      Process receiver = Clients.start(script, Map.of("WEBHOOK_SECRET", secret), said);
      try {
        awaitPort(port);
        desk.start();
        desk.moves(7, -1, 65);
        await(() -> Files.readString(said).lines().count() >= 3);
        assertThat(Files.readString(said).lines())
            .containsExactly(
                "score.changed lead-7 hot", "grade.changed lead-7 hot", "band.changed lead-7 hot");
      } finally {
        receiver.destroyForcibly();
      }
    }
  }

  private static String guide() throws Exception {
    String page = Files.readString(Clients.ROOT.resolve("docs/guides/webhooks.md"));
    int start = page.indexOf("```js\n") + "```js\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws Exception {
    await(
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (ConnectException notYet) {
            return false;
          }
        });
  }

  private static void await(Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static String line(Got got, String body, String secret) {
    Map<String, String> headers =
        Map.of(
            "webhook-id", got.id(),
            "webhook-timestamp", got.header("webhook-timestamp"),
            "webhook-signature", got.header("webhook-signature"));
    return JsonMapper.shared()
        .writeValueAsString(Map.of("headers", headers, "body", body, "secret", secret));
  }
}
