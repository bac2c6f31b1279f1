package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server under the traffic of several clients with a receiver of its webhooks, to which a test
 * does something bad; and at the end the proof that nothing was lost, doubled or wrong.
 */
final class Survival implements AutoCloseable {
  private static final Path MODEL =
      Path.of(System.getProperty("plumbline.root"), "models/b2b-saas/model.yaml");
  private static final int CLIENTS = 4;
  private static final int PROGRESS = 30;

  /** In a time like this a publication to so few leads has begun and may have ended. */
  private static final int AMID_MILLIS = 150;

  private static final Duration SETTLE = Duration.ofSeconds(120);

  /** A message that fails twice is tried again after up to 5.5 minutes. */
  private static final Duration DELIVERED = Duration.ofMinutes(7);

  private final Setup setup;
  private final Random random;
  private final Receiver receiver;
  private final Ledger ledger = new Ledger();
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicReference<URI> address = new AtomicReference<>();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> sending = new ArrayList<>();
  private final Calls calls;
  private final Errands errands;
  private ServerProcess server;

  private Survival(Setup setup, long seed) throws IOException, InterruptedException {
    this.setup = setup;
    random = new Random(seed);
    receiver = new Receiver(seed, Boolean.getBoolean("long") ? 8 : 100);
    calls = new Calls(Keyring.create(setup));
    server = ServerProcess.start(setup);
    address.set(server.url());
    errands = new Errands(calls, address::get, Files.readString(MODEL), seed);
  }

  private void open(long seed) throws IOException, InterruptedException {
    Hooks.create(calls, server.url(), receiver.url());
    calls.publish(server.url(), Files.readString(MODEL));
    for (int i = 0; i < CLIENTS; i++) {
      Sender.Scene scene = new Sender.Scene(calls, address::get, ledger, finished);
      sending.add(clients.submit(new Sender("c" + i, seed * 100 + i, scene)));
    }
  }

  /** A server with a published model and a webhook, and clients that send from now on. */
  static Survival begin(Setup setup, long seed) throws IOException, InterruptedException {
    Survival survival = new Survival(setup, seed);
    try {
      survival.open(seed);
      return survival;
    } catch (IOException | InterruptedException | RuntimeException | Error failed) {
      survival.close();
      throw failed;
    }
  }

  /** Lets the traffic flow, then goes on for a random time up to a number of milliseconds. */
  void flow(int mostMillis) throws InterruptedException {
    awaitProgress();
    Thread.sleep(1 + random.nextInt(mostMillis));
  }

  /** Waits until the clients get on. */
  void awaitProgress() {
    int before = ledger.acknowledged().size();
    Await.until(
        "messages are acknowledged",
        SETTLE,
        () -> ledger.acknowledged().size() > before + PROGRESS);
  }

  /** Begins a change of versions, among other things, and goes on for a moment. */
  void beginErrands() throws IOException, InterruptedException {
    errands.begin();
    Thread.sleep(random.nextInt(AMID_MILLIS));
  }

  /** Looks at what was begun, once the server is ready again. */
  void checkErrands() throws IOException, InterruptedException {
    errands.check();
  }

  void kill() throws InterruptedException {
    server.kill();
  }

  void startAgain() throws IOException, InterruptedException {
    server = server.again();
    address.set(server.url());
  }

  ServerProcess server() {
    return server;
  }

  Calls calls() {
    return calls;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Ends the traffic, waits until all is done that is due, and looks at everything. */
  void prove() throws Exception {
    finished.set(true);
    for (Future<?> one : sending) {
      one.get(SETTLE.toSeconds(), TimeUnit.SECONDS);
    }
    awaitScores();
    errands.finish();
    awaitWebhooks();
    assertThat(server.stop()).isZero();
    Map<String, List<String>> due =
        Stores.read(
            setup,
            tx -> {
              assertThat(StoreAudit.findings(tx, ledger)).isEmpty();
              return DueMessages.byLead(tx);
            });
    assertThat(Hooks.findings(due, receiver.deliveries())).isEmpty();
    assertThat(ledger.acknowledgedEvents()).hasSizeGreaterThan(2 * PROGRESS);
    System.out.printf(
        "%d messages sent, %d acknowledged, %d of them events; %d leads told of by %d webhooks%n",
        ledger.sent().size(),
        ledger.acknowledged().size(),
        ledger.acknowledgedEvents().size(),
        due.size(),
        receiver.deliveries().size());
  }

  private void awaitWebhooks() {
    try {
      Await.until(
          "webhooks are delivered", DELIVERED, () -> Stores.read(setup, Hooks::areDelivered));
    } catch (AssertionError late) {
      throw new AssertionError(
          late.getMessage() + "; there are left " + Stores.read(setup, Hooks::left), late);
    }
  }

  /** The one writer works in order: when the last message counts, all before it do. */
  private void awaitScores() throws IOException, InterruptedException {
    Ledger.Message last = new Conversation("last", 0, Instant.now()).last("one");
    ledger.sending(List.of(last));
    calls.batch(server.url(), Sender.body(List.of(last))).mustBe(200);
    ledger.acknowledged(List.of(last));
    Await.until(
        "scores are up to date",
        SETTLE,
        () ->
            calls.listed(server.url(), "b2b-saas", "last-one").has("total")
                && Stores.read(setup, tx -> tx.backlog().first(1).isEmpty()));
  }

  @Override
  public void close() {
    finished.set(true);
    clients.shutdownNow();
    server.close();
    receiver.close();
  }
}
