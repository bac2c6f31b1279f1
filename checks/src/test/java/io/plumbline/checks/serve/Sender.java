package io.plumbline.checks.serve;

import io.plumbline.checks.serve.Ledger.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A client that sends until its messages are acknowledged, the same ones again after whatever
 * failure, sometimes once more after that, and that now and then gives up on events.
 */
final class Sender implements Runnable {
  private static final int PAUSE_MILLIS = 5;
  private static final int RETRY_MILLIS = 50;

  private final Conversation conversation;
  private final Random random;
  private final Calls calls;
  private final Supplier<URI> server;
  private final Ledger ledger;
  private final AtomicBoolean finished;

  /**
   * What all clients of a test share.
   *
   * @param server where the server is just now
   * @param finished whether no more new messages are wanted
   */
  record Scene(Calls calls, Supplier<URI> server, Ledger ledger, AtomicBoolean finished) {}

  Sender(String name, long seed, Scene scene) {
    conversation = new Conversation(name, seed, Instant.now());
    random = new Random(seed + 1);
    calls = scene.calls();
    server = scene.server();
    ledger = scene.ledger();
    finished = scene.finished();
  }

  @Override
  public void run() {
    try {
      while (!finished.get()) {
        send(conversation.next());
        Thread.sleep(random.nextInt(PAUSE_MILLIS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<Message> messages) throws InterruptedException {
    boolean mayGiveUp =
        random.nextInt(20) == 0 && messages.stream().allMatch(m -> m.event().isPresent());
    String body = body(messages);
    while (!accepted(messages, body)) {
      if (mayGiveUp) {
        return;
      }
      Thread.sleep(random.nextInt(RETRY_MILLIS) + 1);
    }
    ledger.acknowledged(messages);
    if (random.nextInt(10) == 0) {
      accepted(messages, body);
    }
  }

  private boolean accepted(List<Message> messages, String body) throws InterruptedException {
    ledger.sending(messages);
    try {
      Calls.Answer answer = calls.batch(server.get(), body);
      // Whatever else is said would make a library drop the messages.
      boolean mayRetry = answer.status() == 429 || answer.status() >= 500;
      if (answer.status() != 200 && !mayRetry) {
        throw new AssertionError("a client would drop its messages: " + answer);
      }
      return answer.status() == 200;
    } catch (IOException gone) {
      return false;
    }
  }

  static String body(List<Message> messages) {
    return Calls.JSON.writeValueAsString(
        Map.of(
            "batch",
            messages.stream().map(Message::json).toList(),
            "sentAt",
            Instant.now().toString()));
  }
}
