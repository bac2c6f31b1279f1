package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.plumbline.checks.serve.Ledger.Message;
import io.plumbline.checks.serve.ServerProcess.Ended;
import io.plumbline.checks.serve.ServerProcess.Setup;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A store that was copied, while it was served or to another database, goes on as it was. */
final class MoveTest {
  private static final Path MODEL =
      Path.of(System.getProperty("plumbline.root"), "models/b2b-saas/model.yaml");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
  private static final String PASSWORD = "four words make one";

  @TempDir Path folder;
  private final Conversation conversation = new Conversation("m", 2026, Instant.now());
  private final Ledger ledger = new Ledger();
  private Receiver receiver;
  private Setup setup;
  private Calls calls;
  private String secret = "";

  @BeforeEach
  void prepare() throws Exception {
    receiver = new Receiver(1, 0);
    setup = Setup.in(folder);
    Path password = Files.writeString(folder.resolve("ana"), PASSWORD + "\n");
    calls = new Calls(Keyring.create(setup));
    run(
        "user",
        "create",
        "ana",
        "--role",
        "sales",
        "--password-file",
        password.toString(),
        "--data",
        setup.data().toString());
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private void run(String... words) throws Exception {
    Ended ended = ServerProcess.run(setup, words);
    assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
  }

  private void copy(String options) throws Exception {
    run(("store copy " + options).split(" "));
  }

  private String store() {
    return setup.data().resolve("plumbline.db").toString();
  }

  private List<Message> send(URI server) throws Exception {
    List<Message> messages = conversation.next();
    ledger.sending(messages);
    calls.batch(server, Sender.body(messages)).mustBe(200);
    ledger.acknowledged(messages);
    return messages;
  }

  private void begin(URI server) throws Exception {
    calls.publish(server, Files.readString(MODEL));
    secret =
        calls
            .post(
                server,
                "/api/v1/webhooks",
                Map.of(
                    "url", receiver.url().toString(),
                    "events", List.of("score.changed"),
                    "allow_private", true))
            .mustBe(201)
            .json()
            .path("secret")
            .asString();
    for (int i = 0; i < 20; i++) {
      send(server);
    }
  }

  @Test
  void copy_underTraffic_hasAllThatWasAcknowledgedBeforeWithTheScoresOfIt() throws Exception {
    Path backup = folder.resolve("backup.db");
    AtomicBoolean enough = new AtomicBoolean();
    try (ServerProcess server = ServerProcess.start(setup)) {
      begin(server.url());
      Ledger before = new Ledger();
      before.acknowledged(List.copyOf(ledger.acknowledged().values()));
      var traffic = CompletableFuture.runAsync(() -> sendUntil(server.url(), enough));
      copy("--from " + store() + " --to " + backup);
      enough.set(true);
      traffic.join();
      before.sending(List.copyOf(ledger.sent().values()));

      try (Store copy = open(backup)) {
        assertThat(copy.<List<String>>read(tx -> StoreAudit.findings(tx, before))).isEmpty();
        assertThat(copy.<Long>read(tx -> tx.facts().eventCount()))
            .isGreaterThanOrEqualTo(before.acknowledgedEvents().size())
            .isLessThan(ledger.acknowledgedEvents().size());
      }
    }
  }

  private void sendUntil(URI server, AtomicBoolean enough) {
    try {
      while (!enough.get()) {
        send(server);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Store open(Path file) {
    return io.plumbline.store.open.Stores.open(new StoreAddress.Sqlite(file), StoreMode.TOOL);
  }

  @Test
  void store_movedToPostgresqlAndBack_isTheSameAndGoesOn() throws Exception {
    Map<String, JsonNode> answers;
    try (ServerProcess server = ServerProcess.start(setup)) {
      begin(server.url());
      calls.batch(server.url(), "{\"batch\":[{\"type\":\"track\",\"event\":\"x\"}]}").mustBe(200);
      awaitDelivered(setup);
      answers = answers(server.url());
      assertThat(server.stop()).isZero();
    }
    try (Database database = Database.in(folder)) {
      Setup moved = Stores.on(database, folder);
      String password = folder.resolve("password").toString();
      Path back = folder.resolve("back.db");
      copy("--from " + store() + " --to " + database.address() + " --to-password-file " + password);
      copy("--from " + database.address() + " --from-password-file " + password + " --to " + back);
      Map<String, List<String>> rows = rows(Path.of(store()));
      assertThat(rows(back)).isEqualTo(rows);
      assertThat(List.of("event", "profile_merge", "score_change", "outbox", "reject", "person"))
          .allSatisfy(table -> assertThat(rows.get(table)).as(table).isNotEmpty());

      try (ServerProcess server = ServerProcess.start(moved)) {
        assertThat(answers(server.url())).isEqualTo(answers);
        goesOn(server.url(), moved);
        answers = answers(server.url());
        assertThat(server.stop()).isZero();
      }
      Path home = folder.resolve("home.db");
      copy("--from " + database.address() + " --from-password-file " + password + " --to " + home);
      try (ServerProcess server = ServerProcess.start(setup.with("--store", home.toString()))) {
        assertThat(answers(server.url())).isEqualTo(answers).containsKey("/api/v1/leads/m-last");
      }
    }
  }

  /** What is read of everything, by path. */
  private Map<String, JsonNode> answers(URI server) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/api/v1/leads?limit=100",
                "/api/v1/accounts?limit=100",
                "/api/v1/models",
                "/api/v1/models/b2b-saas",
                "/api/v1/runs",
                "/api/v1/users",
                "/api/v1/webhooks",
                "/api/v1/rejected"));
    for (JsonNode lead : calls.get(server, paths.get(0)).mustBe(200).json().path("items")) {
      String place = "/api/v1/leads/" + lead.path("id").asString();
      paths.add(place);
      paths.add(place + "/explanation?as_of=2026-11-01");
      paths.add(place + "/history");
      paths.add(place + "/timeline");
    }
    Map<String, JsonNode> answers = new TreeMap<>();
    for (String path : paths) {
      answers.put(path, calls.get(server, path).mustBe(200).json());
    }
    return answers;
  }

  /** All rows of a file, as SQLite writes values, by table. */
  private static Map<String, List<String>> rows(Path file) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    String tables =
        "SELECT t.name, group_concat('quote(\"' || c.name || '\")', '||'',''||')"
            + " FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
            + " WHERE t.type = 'table' AND t.name <> 'schema_version' GROUP BY t.name";
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var outer = connection.createStatement();
        var table = outer.executeQuery(tables)) {
      while (table.next()) {
        List<String> found = new ArrayList<>();
        try (var inner = connection.createStatement();
            var row =
                inner.executeQuery(
                    "SELECT "
                        + table.getString(2)
                        + " FROM "
                        + table.getString(1)
                        + " ORDER BY 1")) {
          while (row.next()) {
            found.add(row.getString(1));
          }
        }
        rows.put(table.getString(1), found);
      }
    }
    return rows;
  }

  private void goesOn(URI server, Setup moved) throws Exception {
    logsIn(server);
    long events = Stores.read(moved, tx -> tx.facts().eventCount());
    List<Message> again = List.copyOf(ledger.acknowledgedEvents().values()).subList(0, 100);
    calls.batch(server, Sender.body(again)).mustBe(200);
    int told = receiver.deliveries().size();
    Message fresh = conversation.last("last");
    calls.batch(server, Sender.body(List.of(fresh))).mustBe(200);
    Await.until("the new event is told of", SOON, () -> receiver.deliveries().size() > told);
    Receiver.Delivery delivery = receiver.deliveries().get(told);
    new Webhook(secret)
        .verify(
            delivery.body(),
            Map.of(
                "webhook-id", List.of(delivery.id()),
                "webhook-timestamp", List.of(delivery.timestamp()),
                "webhook-signature", List.of(delivery.signature())));
    assertThat(delivery.json().path("data").path("lead_id").asString()).isEqualTo("m-last");
    assertThat(Stores.<Long>read(moved, tx -> tx.facts().eventCount())).isEqualTo(events + 1);
    awaitDelivered(moved);
  }

  private static void logsIn(URI server) throws Exception {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    HttpRequest.Builder page = HttpRequest.newBuilder(server.resolve("/login"));
    Matcher token = CSRF.matcher(browser.send(page.GET().build(), BodyHandlers.ofString()).body());
    assertThat(token.find()).isTrue();
    String form = "name=ana&password=" + PASSWORD.replace(' ', '+') + "&_csrf=" + token.group(1);
    browser.send(
        page.header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
    HttpRequest.Builder me = HttpRequest.newBuilder(server.resolve("/api/v1/me"));
    assertThat(browser.send(me.build(), BodyHandlers.ofString()).body()).contains("ana", "sales");
  }

  private static void awaitDelivered(Setup setup) {
    Await.until("webhooks are delivered", SOON, () -> Stores.read(setup, Hooks::areDelivered));
  }
}
