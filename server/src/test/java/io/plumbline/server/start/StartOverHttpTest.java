package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Event;
import io.plumbline.server.access.Keys;
import io.plumbline.store.ApiKey;
import io.plumbline.store.EventFact;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those learn who watch a server while it starts, catches up or has lost its store. */
class StartOverHttpTest {
  private static final String KEY = "Bearer pls_" + "a".repeat(33);

  @TempDir private Path data;
  private final TestClock clock = new TestClock();
  private final HeldStore store = new HeldStore(new MemoryStore());
  private final ExecutorService starter = Executors.newSingleThreadExecutor();
  private int port;
  private CompletableFuture<PlumblineServer> server = new CompletableFuture<>();
  private Visitor visitor = new Visitor(URI.create("http://127.0.0.1"));

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    visitor = new Visitor(URI.create("http://127.0.0.1:" + port));
  }

  private void start() {
    server =
        CompletableFuture.supplyAsync(
            () -> PlumblineServer.start(ServerOptions.in(data, clock).withPort(port), store),
            starter);
  }

  private PlumblineServer started() throws Exception {
    return server.get(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    store.away(false);
    store.full(false);
    store.letGo();
    started().close();
    starter.shutdown();
  }

  /** Leads with facts that a tool has put into the store, which nobody has folded. */
  private void leadsFromOutside(int leads) {
    Instant now = clock.instant();
    store.write(
        tx -> {
          List<Identifier> names =
              IntStream.range(0, leads).mapToObj(i -> Identifier.user("u" + i)).toList();
          Map<Identifier, Profile> made = tx.profiles().create(names, now);
          List<EventFact> facts = new ArrayList<>();
          for (Profile profile : made.values()) {
            Event event = new Event("e", "page_view", now, Map.of());
            facts.add(new EventFact(profile.key(), event, now, Optional.empty(), "import"));
          }
          tx.facts().appendEvents(facts);
          tx.backlog().add(made.values().stream().map(Profile::key).toList());
          return leads;
        });
  }

  /** The first answer once the port is open. */
  private HttpResponse<String> first(String path, String... headers) throws Exception {
    while (true) {
      try {
        return visitor.get(path, headers);
      } catch (ConnectException closed) {
        assertThat(server.isDone()).as("the server goes on starting").isFalse();
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void probes_whileListsAreRead_sayAliveAndStarting() throws Exception {
    leadsFromOutside(3);
    store.holdReaders();
    start();

    HttpResponse<String> alive = first("/healthz");
    HttpResponse<String> ready = visitor.get("/readyz");

    assertThat(alive.statusCode()).isEqualTo(200);
    assertThat(alive.body()).contains("alive");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("starting");
    assertThat(ready.headers().firstValue("Retry-After")).isPresent();
    store.letGo();
    started();
    assertThat(visitor.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void everythingElse_whileListsAreRead_isAskedToComeAgain() throws Exception {
    leadsFromOutside(3);
    store.holdReaders();
    start();
    first("/healthz");

    for (String path : List.of("/api/v1/leads", "/login", "/v1/p", "/nothing")) {
      HttpResponse<String> answer = visitor.get(path, "Authorization", KEY);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(path)
          .contains("application/problem+json");
      assertThat(answer.body()).as(path).contains("unavailable", "/readyz");
    }
    assertThat(visitor.get("/metrics").body()).contains("plumbline_backlog_leads");
  }

  @Test
  void healthz_whileTheStoreIsAway_withAKey_isAlive() throws Exception {
    start();
    started();
    store.away(true);

    HttpResponse<String> alive = visitor.get("/healthz", "Authorization", KEY);
    HttpResponse<String> ready = visitor.get("/readyz", "Authorization", KEY);

    assertThat(alive.statusCode()).isEqualTo(200);
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("store: away");
  }

  @Test
  void readyz_afterAWriteThatFoundNoRoom_saysFull_untilThereIsRoom() throws Exception {
    start();
    started();
    HttpResponse<String> before = visitor.get("/readyz");
    store.full(true);
    assertThat(visitor.login("ana", "some words or others").statusCode()).isEqualTo(507);
    clock.pass(Duration.ofHours(1));
    HttpResponse<String> full = visitor.get("/readyz");
    store.full(false);
    clock.pass(Duration.ofSeconds(5));
    HttpResponse<String> later = visitor.get("/readyz");

    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.body()).contains("store: full");
    assertThat(later.statusCode()).isEqualTo(200);
  }

  @Test
  void everyReply_whileLeadsWaitToBeScored_saysHowMany() throws Exception {
    String key =
        new Keys(store, clock, new SecureRandom())
            .make(
                "test",
                new Keys.Wish(ApiKey.Kind.SECRET, "ops", List.of("leads:read"), Optional.empty()))
            .text();
    leadsFromOutside(3);
    store.holdLane();
    start();
    started();

    HttpResponse<String> ready = visitor.get("/readyz");
    HttpResponse<String> list = visitor.get("/api/v1/leads", "Authorization", "Bearer " + key);

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("catching up", "scores: 3 leads");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.headers().firstValue("Plumbline-Backlog-Leads")).contains("3");
    assertThat(visitor.get("/metrics").body()).contains("plumbline_backlog_leads 3.0");
  }
}
