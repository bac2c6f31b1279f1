package io.plumbline.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.server.webhook.Receiver.Reply;
import io.plumbline.store.ApiKey;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Store;
import io.plumbline.store.memory.MemoryStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks and alert rules as a client of a whole server sees them. */
@Timeout(90)
final class WebhooksOverHttpTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static PlumblineServer server;
  private static String secretKey;
  private static String writeKey;
  private Receiver receiver;

  @BeforeAll
  static void start() {
    Store store = new MemoryStore();
    Keys keys = new Keys(store, InstantSource.system(), new SecureRandom());
    secretKey = key(keys, ApiKey.Kind.SECRET, Set.of("webhooks", "leads:write"));
    writeKey = key(keys, ApiKey.Kind.WRITE, Set.of());
    Instant now = Instant.now();
    store.write(
        tx -> {
          ModelVersion draft =
              tx.models().add(ModelVersion.draft("b2b", Desk.MODEL, "user:ana", now));
          tx.models().update(draft.begun(ModelVersion.Status.LIVE, Optional.empty(), now));
          return true;
        });
    ServerOptions usual = ServerOptions.in(folder, InstantSource.system());
    ServerOptions options =
        new ServerOptions(
            usual.bind(),
            0,
            usual.store(),
            usual.data(),
            usual.tls(),
            usual.hosts(),
            usual.origins(),
            new ServerOptions.Webhooks(true, Optional.empty()),
            false,
            usual.limits(),
            usual.clock());
    server = PlumblineServer.start(options, store);
  }

  private static String key(Keys keys, ApiKey.Kind kind, Set<String> scopes) {
    return keys.make("cli", new Keys.Wish(kind, "", scopes, Optional.empty())).text();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void listen() {
    receiver = new Receiver();
  }

  @AfterEach
  void removeAll() throws Exception {
    for (String list : List.of("webhooks", "alerts")) {
      for (JsonNode item : json(call("GET", list, "")).get("items")) {
        call("DELETE", list + "/" + item.get("id").asString(), "");
      }
    }
    receiver.close();
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    return call(method, "/api/v1/" + path, body, "Bearer " + secretKey);
  }

  private static HttpResponse<String> call(
      String method, String path, String body, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  private JsonNode create(String events) throws Exception {
    HttpResponse<String> reply =
        call(
            "POST",
            "webhooks",
            "{\"url\":\"%s\",\"events\":[%s],\"allow_private\":true}"
                .formatted(receiver.url(), events));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    return json(reply);
  }

  private static void track(String user) throws Exception {
    HttpResponse<String> reply =
        call(
            "POST",
            "/v1/track",
            "{\"userId\":\"%s\",\"event\":\"page_view\",\"messageId\":\"m-%s-%s\"}"
                .formatted(user, user, System.nanoTime()),
            "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8)));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void event_thatChangesAScore_isToldToWhoeverAskedForIt() throws Exception {
    JsonNode webhook = create("\"score.changed\"");

    track("ana");

    Got got = receiver.await(it -> !it.isEmpty()).get(0);
    assertThat(got.isSignedWith(webhook.get("secret").asString())).isTrue();
    assertThat(got.lead()).isEqualTo("ana");
    assertThat(got.json().get("data").get("after").get("total").asLong()).isEqualTo(5);
    JsonNode log = deliveries(webhook, "state=delivered", 1);
    assertThat(log.get(0).get("message_id").asString()).isEqualTo(got.id());
    assertThat(log.get(0).get("last_status").asLong()).isEqualTo(204);
    assertThat(log.get(0).get("attempts").asLong()).isEqualTo(1);
  }

  /** The log once it has so many items. */
  private static JsonNode deliveries(JsonNode webhook, String query, int count) throws Exception {
    String path = "webhooks/" + webhook.get("id").asString() + "/deliveries?" + query;
    JsonNode items = json(call("GET", path, "")).get("items");
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (items.size() < count && System.nanoTime() < deadline) {
      Thread.sleep(20);
      items = json(call("GET", path, "")).get("items");
    }
    assertThat(items.size()).isEqualTo(count);
    return items;
  }

  @Test
  void log_isReadInPages_andADeliveryWithItsPayloadIsReplayed() throws Exception {
    JsonNode webhook = create("\"score.changed\"");
    String path = "webhooks/" + webhook.get("id").asString();
    for (String user : List.of("p1", "p2", "p3")) {
      track(user);
    }
    deliveries(webhook, "state=delivered", 3);

    List<String> ids = new ArrayList<>();
    JsonNode page = json(call("GET", path + "/deliveries?limit=2", ""));
    page.get("items").forEach(it -> ids.add(it.get("id").asString()));
    String next = page.get("paging").get("next").asString();
    page = json(call("GET", path + "/deliveries?limit=2&after=" + next, ""));
    page.get("items").forEach(it -> ids.add(it.get("id").asString()));
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(page.get("paging").has("next")).isFalse();

    String delivery = path + "/deliveries/" + ids.get(0);
    JsonNode whole = json(call("GET", delivery, ""));
    assertThat(whole.get("payload").asString()).contains("\"type\":\"score.changed\"");
    assertThat(call("POST", delivery + "/replay", "").statusCode()).isEqualTo(202);
    List<Got> got = receiver.await(it -> it.size() == 4);
    assertThat(got.get(3).id()).isEqualTo(whole.get("message_id").asString());
  }

  @Test
  void secret_isShownWhenItIsMade_andNeverAgain() throws Exception {
    JsonNode webhook = create("\"score.changed\"");
    String path = "webhooks/" + webhook.get("id").asString();

    JsonNode rotated = json(call("POST", path + "/rotate", "{\"overlap_seconds\":60}"));
    HttpResponse<String> shown = call("GET", path, "");

    assertThat(rotated.get("secret").asString())
        .startsWith("whsec_")
        .isNotEqualTo(webhook.get("secret").asString());
    assertThat(shown.body()).doesNotContain("whsec_");
    assertThat(json(shown).get("secrets").size()).isEqualTo(2);
    assertThat(json(call("POST", path + "/rotate", "")).get("secrets").size()).isEqualTo(3);
  }

  @Test
  void test_saysWhatTheReceiverAnswered() throws Exception {
    JsonNode webhook = create("\"score.changed\"");
    receiver.answers(it -> new Reply(403));

    JsonNode tested = json(call("POST", "webhooks/" + webhook.get("id").asString() + "/test", ""));

    assertThat(tested.get("delivered").asBoolean()).isFalse();
    assertThat(tested.get("status").asLong()).isEqualTo(403);
    assertThat(receiver.all().get(0).type()).isEqualTo("ping");
  }

  @Test
  void webhook_disabledAndEnabled_getsWhatItMissedInBetween() throws Exception {
    JsonNode webhook = create("\"score.changed\"");
    String path = "webhooks/" + webhook.get("id").asString();
    receiver.answers(it -> new Reply(410));
    track("held");
    receiver.await(it -> it.size() == 1);
    while (json(call("GET", path, "")).get("enabled").asBoolean()) {
      Thread.sleep(20);
    }
    assertThat(deliveries(webhook, "state=pending", 1).get(0).get("state").asString())
        .isEqualTo("disabled");

    receiver.answers(it -> new Reply(200));
    assertThat(json(call("POST", path + "/enable", "")).get("enabled").asBoolean()).isTrue();

    deliveries(webhook, "state=delivered", 1);
  }

  @Test
  void alert_ofARule_isToldOnce() throws Exception {
    create("\"alert.raised\"");
    HttpResponse<String> made =
        call(
            "POST",
            "alerts",
            "{\"name\":\"Ten points\",\"model\":\"b2b\",\"on\":\"total\",\"direction\":"
                + "\"rises_to\",\"threshold\":\"10\",\"rearm\":\"5\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body()).contains("\"stay_seconds\":0");

    for (int i = 0; i < 4; i++) {
      track("alerted");
    }

    Got got = receiver.await(it -> !it.isEmpty()).get(0);
    assertThat(got.json().get("data").get("score").get("total").asLong()).isEqualTo(10);
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void requests_thatCannotBeDone_areRefusedWithAReason() throws Exception {
    expect(422, "no receiver can be", post("http://169.254.169.254/latest", "score.changed"));
    expect(422, "user name", post("https://a:b@example.com/", "score.changed"));
    expect(422, "https://", post("ftp://example.com/", "score.changed"));
    expect(422, "score.changed", post(receiver.url(), "score.vanished"));
    expect(422, "private", post(receiver.url(), "score.changed"));
    expect(400, "", call("POST", "webhooks", "{\"uri\":\"https://example.com/\"}"));
    expect(404, "no webhook 999", call("GET", "webhooks/999", ""));
    expect(400, "", call("GET", "webhooks/none", ""));
    expect(404, "no webhook 999", call("GET", "webhooks/999/deliveries", ""));
    expect(
        400, "sideways", call("POST", "alerts", "{\"on\":\"total\",\"direction\":\"sideways\"}"));
    String log = "webhooks/" + create("\"score.changed\"").get("id").asString() + "/deliveries";
    expect(400, "expected pending, delivered", call("GET", log + "?state=bad", ""));
    expect(
        400,
        "is not an instant as 2026-11-21T10:00:00Z",
        call("POST", "webhooks/1/replay", "{\"failed_since\":\"yesterday\"}"));
    String typo =
        "{\"name\":\"x\",\"model\":\"b2bb\",\"on\":\"total\",\"direction\":\"rises_to\","
            + "\"threshold\":\"10\"}";
    expect(422, "expected the id of a model on this server: b2b.", call("POST", "alerts", typo));
    expect(404, "no alert rule 999", call("DELETE", "alerts/999", ""));
    String range = typo.replace("b2bb", "b2b").replace("\"10\"", "\"1e2147483647\"");
    expect(422, "expected points", call("POST", "alerts", range));
    String models =
        "{\"url\":\"https://x.example/\",\"events\":[\"score.changed\"],\"models\":[%s]}";
    expect(422, "on this server: b2b.", call("POST", "webhooks", models.formatted("\"b2bb\"")));
    expect(400, "models[0]", call("POST", "webhooks", models.formatted("null")));
    expect(
        400,
        "",
        call("POST", "webhooks", models.formatted("").replace("\"score.changed\"", "null")));
  }

  private static HttpResponse<String> post(String url, String event) throws Exception {
    return call("POST", "webhooks", "{\"url\":\"%s\",\"events\":[\"%s\"]}".formatted(url, event));
  }

  private static void expect(int status, String word, HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(reply.body()).contains(word);
  }

  @Test
  void document_listsTheTypesThatCanBeAskedFor() throws Exception {
    JsonNode schemas = json(call("GET", "openapi.json", "")).get("components").get("schemas");
    List<String> listed = new ArrayList<>();
    schemas
        .values()
        .forEach(
            schema -> {
              JsonNode types = schema.path("properties").path("events").path("items").path("enum");
              types.forEach(it -> listed.add(it.asString()));
              if (!types.isMissingNode()) {
                assertThat(schema.get("required").toString()).contains("url", "events");
              }
            });

    assertThat(listed).isEqualTo(MessageType.subscribable());
  }

  @Test
  void merge_andItsUndoing_overTheApi_areTold() throws Exception {
    track("from-1");
    track("into-1");
    create("\"lead.merged\",\"lead.unmerged\"");

    HttpResponse<String> merged = call("POST", "leads/into-1/merge", "{\"from\":\"from-1\"}");
    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    String key = json(merged).get("key").asString();
    assertThat(call("POST", "merges/" + key + "/undo", "").statusCode()).isEqualTo(200);

    List<Got> got = receiver.await(it -> it.size() == 2);
    assertThat(got).extracting(Got::type).containsExactly("lead.merged", "lead.unmerged");
    assertThat(got.get(1).body())
        .contains(
            "\"data\":{\"lead_id\":\"into-1\",\"merged_lead_id\":\"from-1\",\"merge\":"
                + key
                + ",\"cause\":\"request\"}");
  }

  @Test
  void strangers_andKeysForEventsAlone_areKeptOut() throws Exception {
    assertThat(call("GET", "/api/v1/webhooks", "", "Bearer nothing").statusCode()).isEqualTo(401);
    assertThat(call("GET", "/api/v1/webhooks", "", "Bearer " + writeKey).statusCode())
        .isIn(401, 403);
  }
}
