package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent to it, the server stays up, answers clearly, keeps its memory within bounds and
 * goes on collecting.
 */
final class AbuseTest {
  private static final boolean LONG = Boolean.getBoolean("long");
  private static final long SEED = Long.getLong("seed", 2026);
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final long MOST_BYTES = 700L << 20;
  private static final String[] ROUTES = {
    "/v1/batch",
    "/v1/track",
    "/v1/import/",
    "/v1/b",
    "/beacon/v1/batch",
    "/batch/",
    "/e/",
    "/api/s/track",
    "/cloudevents",
    "/api/v1/models",
    "/api/v1/webhooks"
  };

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Calls.Keys keys;
  private static Calls calls;

  @BeforeAll
  static void start() throws Exception {
    Setup setup = Setup.in(folder);
    keys = Keyring.create(setup);
    calls = new Calls(keys);
    server = ServerProcess.start(setup);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void serverStillCollects() throws Exception {
    assertThat(server.isAlive()).isTrue();
    Ledger.Message one = new Conversation("well", System.nanoTime(), Instant.now()).last("one");
    calls.batch(server.url(), Sender.body(List.of(one))).mustBe(200);
    assertThat(server.residentBytes()).isLessThan(MOST_BYTES);
    assertThat(server.log()).doesNotContain("OutOfMemoryError");
  }

  @Test
  void randomBytes_asBodies_areRefusedClearly() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < (LONG ? 5_000 : 200); i++) {
      byte[] body = new byte[random.nextInt(4000)];
      random.nextBytes(body);
      if (random.nextInt(4) == 0 && body.length > 2) {
        body[0] = 0x1f;
        body[1] = (byte) 0x8b;
      }
      int status = post(ROUTES[random.nextInt(ROUTES.length)], body);
      assertThat(status).as("body %d of seed %d", i, SEED).isBetween(200, 499);
    }
  }

  @Test
  void randomBytes_asRequests_closeTheConnection() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < (LONG ? 2_000 : 50); i++) {
      byte[] bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      try (RawConnection connection = new RawConnection(server.port())) {
        assertThat(connection.send(bytes).end().status(SHORT))
            .isIn(0, 400, 404, 405, 431, 501, 505);
      }
    }
  }

  @Test
  void deepJson_isRefused() throws IOException {
    for (int depth : new int[] {1_000, 200_000}) {
      for (String route : ROUTES) {
        String open = "[".repeat(depth);
        String objects = "{\"a\":".repeat(depth / 5);
        assertThat(post(route, open.getBytes(StandardCharsets.UTF_8)))
            .as("%d deep to %s", depth, route)
            .isBetween(400, 499);
        assertThat(post(route, objects.getBytes(StandardCharsets.UTF_8)))
            .as("%d objects deep to %s", depth / 5, route)
            .isBetween(400, 499);
      }
    }
  }

  @Test
  void deepProperties_takeNothingElseWithThem() throws Exception {
    String deep = "[".repeat(400) + "]".repeat(400);
    String bad =
        "{\"type\":\"track\",\"event\":\"x\",\"userId\":\"deep\",\"messageId\":\"deep-1\","
            + "\"properties\":{\"a\":"
            + deep
            + "}}";
    Ledger.Message good = new Conversation("deep", 1, Instant.now()).last("neighbour");
    String body = "{\"batch\":[" + bad + "," + Calls.JSON.writeValueAsString(good.json()) + "]}";

    calls.batch(server.url(), body).mustBe(200);
    Await.until("the good event is there", SHORT, () -> isListed("deep-neighbour"));
  }

  @Test
  void gzipBomb_isRefusedWithoutBeingInflated() throws IOException {
    byte[] bomb = gzip(1L << 30);
    long before = server.residentBytes();

    for (String route : List.of("/v1/batch", "/batch/", "/e/", "/beacon/v1/batch")) {
      assertThat(post(route, bomb)).as(route).isIn(400, 413);
    }
    assertThat(server.residentBytes() - before).isLessThan(200L << 20);
  }

  /** Each is taken to the limit: what they hold together while they grow has one too. */
  @Test
  void gzipBombs_manyAtOnce_areAnsweredInBoundedMemory() throws Exception {
    byte[] bomb = gzip(4L << 20);
    ExecutorService senders = Executors.newFixedThreadPool(100);
    try {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        statuses.add(senders.submit(() -> post("/v1/batch", bomb)));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(400, 429);
      }
    } finally {
      senders.shutdownNow();
    }
  }

  @Test
  void largeBody_isRefused() throws IOException {
    byte[] body =
        ("{\"batch\":[\"" + "x".repeat(8 << 20) + "\"]}").getBytes(StandardCharsets.UTF_8);

    for (String route : ROUTES) {
      assertThat(post(route, body)).as(route).isIn(0, 400, 413);
    }
  }

  @Test
  void hugeHeaders_areRefused() throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Big: " + "y".repeat(1 << 20));
      assertThat(connection.send("\r\n\r\n").status(SHORT)).isIn(0, 400, 431);
    }
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      connection.send("X-A: b\r\n".repeat(20_000));
      assertThat(connection.send("\r\n").status(SHORT)).isIn(0, 400, 431);
    }
  }

  @Test
  void wrongKeys_areTurnedAway() throws Exception {
    URI url = server.url();
    Ledger.Message one = new Conversation("thief", 1, Instant.now()).last("one");
    String body = Sender.body(List.of(one));
    Calls thief = new Calls(new Calls.Keys("plw_wrong", "pls_wrong"));
    Calls swapped = new Calls(new Calls.Keys(keys.secret(), keys.write()));

    assertThat(thief.batch(url, body).status()).isEqualTo(401);
    assertThat(thief.get(url, "/api/v1/leads").status()).isEqualTo(401);
    assertThat(swapped.get(url, "/api/v1/leads").status()).isIn(401, 403);
    for (int i = 0; i < 300; i++) {
      Calls guesser = new Calls(new Calls.Keys("plw_" + i, "pls_" + i));
      assertThat(guesser.batch(url, body).status()).isIn(401, 429);
    }
    assertThat(isListed("thief-one")).isFalse();
  }

  @Test
  void pipelinedRubbish_doesNotReachTheRequestBehindIt() throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
              + "RUBBISH\r\n\r\n\0\1\2"
              + "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      String answers = connection.end().answer(SHORT);

      assertThat(answers).startsWith("HTTP/1.1 200");
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(2);
    }
  }

  @Test
  void twoLengths_andChunks_areNotMixed() throws IOException {
    for (String head :
        List.of(
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Content-Length: -1\r\n")) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.send(
            "POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + "\r\n0\r\n\r\nGET /x");
        // It may close before its answer was read: nothing that follows is a request.
        assertThat(connection.end().answer(SHORT)).as(head).doesNotContain(" 200", " 404");
      }
    }
  }

  @Test
  void slowClients_doNotStopOthers() throws Exception {
    int count = LONG ? 2_000 : 200;
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        RawConnection connection = new RawConnection(server.port());
        slow.add(connection);
        connection.send(
            i % 2 == 0
                ? "POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
                : "POST /v1/batch?writeKey="
                    + keys.write()
                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{\"batch\":[");
      }
      for (int turn = 0; turn < 3; turn++) {
        for (RawConnection connection : slow) {
          connection.send(" ");
        }
        serverStillCollects();
        Thread.sleep(100);
      }
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  @Test
  void manyIdleConnections_doNotStopOthers() throws Exception {
    int count = LONG ? 10_000 : 500;
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        idle.add(new RawConnection(server.port()));
      }
      serverStillCollects();
      assertThat(idle.get(0).send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status(SHORT))
          .isIn(0, 200);
    } finally {
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }

  private static boolean isListed(String lead) throws Exception {
    return !calls
        .get(server.url(), "/api/v1/leads?q=" + lead)
        .mustBe(200)
        .json()
        .path("items")
        .isEmpty();
  }

  private static int post(String route, byte[] body) throws IOException {
    String key = route.startsWith("/api/v1/") ? keys.secret() : keys.write();
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST "
              + route
              + "?writeKey="
              + keys.write()
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Authorization: Bearer "
              + key
              + "\r\nX-Write-Key: "
              + keys.write()
              + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      return connection.send(body).status(SHORT);
    }
  }

  private static byte[] gzip(long zeros) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(all, 1 << 16)) {
      byte[] block = new byte[1 << 20];
      for (long left = zeros; left > 0; left -= block.length) {
        out.write(block);
      }
    }
    return all.toByteArray();
  }
}
