package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.server.client.ClientException;
import io.plumbline.server.client.ServerAnswer;
import io.plumbline.server.client.ServerClient;
import io.plumbline.store.ApiKey;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A publication on a whole server, held between any two of its steps: whoever reads then, and
 * whoever had begun to read before, sees the old version or the new, wholly.
 */
@Timeout(120)
class SwitchOverHttpTest {
  private static final String MODELS = "/api/v1/models";
  private static final int LEADS = 6;
  private static final String OLD = "version 1, 10, cold";
  private static final String NEW = "version 2, 25, hot";
  private static final String FIRST =
      """
      plumbline: 1
      model: shop
      scores:
        fit:
          groups:
            all:
              rules:
                - {id: buyer, if: {role: buyer}, points: 10}
      total: {sum: [fit]}
      bands: {hot: {at_least: 20}, cold: {else: true}}
      """;

  /** Counts events that the first does not, so that every lead has to be read again. */
  private static final String SECOND =
      FIRST.replace(
          "points: 10}", "points: 20}\n          - {id: visits, event: visit, points: 5}");

  @TempDir private Path data;
  private SteppedStore store;
  private PlumblineServer server;
  private ServerClient client;
  private String secretKey = "";
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    TestClock clock = new TestClock();
    Path file = data.resolve("store.db");
    store = new SteppedStore(OpenStore.at(new StoreAddress.Sqlite(file), StoreMode.SERVER));
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), store);
    Keys keys = new Keys(store, clock, new SecureRandom());
    client = client(keys, List.of("models:read", "models:write", "models:publish", "leads:read"));
    Keys.Wish writing = new Keys.Wish(ApiKey.Kind.WRITE, "site", Set.of(), Optional.empty());
    String writeKey = keys.make("test", writing).text();
    for (int i = 0; i < LEADS; i++) {
      collect(
          writeKey, "identify", Map.of("userId", "lead" + i, "traits", Map.of("role", "buyer")));
      collect(writeKey, "track", Map.of("userId", "lead" + i, "event", "visit"));
    }
    client.withBody("POST", MODELS, "application/yaml", FIRST, Map.of());
    publish(1);
    client.withBody("POST", MODELS, "application/yaml", SECOND, Map.of());
  }

  private ServerClient client(Keys keys, List<String> scopes) throws Exception {
    Keys.Wish wish = new Keys.Wish(ApiKey.Kind.SECRET, "ci", scopes, Optional.empty());
    secretKey = keys.make("test", wish).text();
    Path file = Files.writeString(data.resolve("key.txt"), secretKey);
    return ServerClient.at(server.url().toString(), Optional.of(file));
  }

  private void collect(String writeKey, String type, Map<String, Object> message) {
    Map<String, Object> body = new LinkedHashMap<>(message);
    body.put("writeKey", writeKey);
    client.post("/v1/" + type, body);
  }

  private void publish(int version) {
    String path = MODELS + "/shop/versions/" + version + "/publish?wait=60";
    assertThat(client.post(path, Map.of()).json().path("state").asString()).isEqualTo("done");
  }

  @AfterEach
  void stop() {
    store.goOn();
    server.close();
  }

  @Test
  void readers_betweenAnyTwoSteps_seeOneVersionWhole() {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    store.between(
        () ->
            readers()
                .forEach(
                    (who, saw) -> seen.computeIfAbsent(who, it -> new ArrayList<>()).add(saw)));
    publish(2);
    store.goOn();

    assertThat(seen.keySet()).containsExactlyElementsOf(readers().keySet());
    seen.forEach(
        (who, saw) -> {
          assertThat(saw).as(who).contains(OLD, NEW);
          assertThat(saw).as(who).isEqualTo(saw.stream().sorted().toList());
          assertThat(saw).as(who).containsOnly(OLD, NEW);
        });
  }

  @Test
  void reader_whoBeganBefore_seesTheOldVersionWhole() {
    store.whileNextReads(() -> publish(2));
    assertThat(one()).isEqualTo(OLD);
    assertThat(one()).isEqualTo(NEW);
  }

  @Test
  void run_thatSomebodyCancels_leavesAnEntryWithWhoDidIt() {
    AtomicBoolean asked = new AtomicBoolean();
    store.between(
        () -> {
          if (!asked.get()) {
            asked.set(isCancelled("/api/v1/runs/2"));
          }
        });
    JsonNode run = client.post(MODELS + "/shop/versions/2/publish?wait=60", Map.of()).json();

    assertThat(run.path("state").asString()).isNotEqualTo("done");
    assertThat(store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 100)))
        .extracting(it -> it.actor() + " " + it.action() + " " + it.target())
        .contains("key:ci run.cancel run/2");
    assertThat(one()).isEqualTo(OLD);
  }

  /** The first step may be before the run is known. */
  private boolean isCancelled(String run) {
    try {
      client.delete(run);
      return true;
    } catch (ClientException notYet) {
      return false;
    }
  }

  /** What each kind of reader sees now, as a version with what it says of everybody. */
  private Map<String, String> readers() {
    Map<String, String> saw = new LinkedHashMap<>();
    saw.put("list", list());
    saw.put("count", count());
    saw.put("one lead", one());
    saw.put("explanation", explanation());
    saw.put("history", history());
    saw.put("file", file());
    return saw;
  }

  private static String said(JsonNode score) {
    return "version "
        + score.path("version").asString()
        + ", "
        + score.path("total").asString()
        + ", "
        + score.path("band").asString();
  }

  private String list() {
    Set<String> all = new TreeSet<>();
    JsonNode page = client.get("/api/v1/leads").json();
    page.path("items").forEach(item -> all.add(said(item.path("score"))));
    return page.path("count").asInt() == LEADS ? String.join(" and ", all) : page.toString();
  }

  private String count() {
    int hot = client.get("/api/v1/leads?band=hot&limit=1").json().path("count").asInt();
    int cold = client.get("/api/v1/leads?total_at_most=10&limit=1").json().path("count").asInt();
    return hot == LEADS ? NEW : cold == LEADS ? OLD : hot + " hot, " + cold + " cold";
  }

  private String one() {
    JsonNode scores = client.get("/api/v1/leads/lead3?model=shop").json().path("scores");
    return scores.size() == 1 ? said(scores.get(0)) : scores.toString();
  }

  private String explanation() {
    ServerAnswer answer = client.get("/api/v1/leads/lead4/explanation");
    JsonNode score = answer.json();
    return "version "
        + answer.header("plumbline-model-version").orElse("?")
        + ", "
        + score.path("total").asString()
        + ", "
        + score.path("band").asString();
  }

  private String history() {
    JsonNode latest = client.get("/api/v1/leads/lead5/history?model=shop").json().path("items");
    boolean isSecond = latest.path(0).path("version").asInt() == 2;
    if (isSecond && !said(latest.path(0).path("before")).equals(OLD)) {
      return latest.toString();
    }
    return said(latest.path(0).path("after"));
  }

  private String file() {
    URI place = server.url().resolve("/api/v1/exports/leads");
    HttpRequest request =
        HttpRequest.newBuilder(place).header("Authorization", "Bearer " + secretKey).build();
    try {
      Set<String> all = new TreeSet<>();
      String file = http.send(request, BodyHandlers.ofString()).body();
      file.lines().skip(1).forEach(line -> all.add(line.substring(line.indexOf(','))));
      String said = String.join(" and ", all);
      return said.equals(",10,10,cold,100") ? OLD : said.equals(",25,25,hot,100") ? NEW : said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
