package io.plumbline.checks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.server.access.Scope;
import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.server.webhook.MessageType;
import io.plumbline.server.webhook.Receiver;
import io.plumbline.server.webhook.Receiver.Got;
import io.plumbline.store.ApiKey;
import io.plumbline.store.memory.MemoryStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document says of every operation is what a server answers. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TrueDocumentTest {
  private static final String MODELS = "/api/v1/models";
  private static final Map<String, String> YAML = Map.of("Content-Type", "application/yaml");
  private static final String LEADS = model("tiny", "lead");
  private static final String ACCOUNTS = model("companies", "account");

  /** Those that only a browser's session can ask for. */
  private static final Set<String> FOR_PEOPLE =
      Set.of("get /api/v1/session", "post /api/v1/me/password");

  @TempDir static Path data;
  private static PlumblineServer server;
  private static DescribedServer described;
  private static String write = "";

  private static String model(String name, String kind) {
    return """
    plumbline: 1
    model: %s
    subject: %s
    scores:
      fit:
        groups:
          all:
            rules:
              - {id: buyer, if: {role: buyer}, points: 20}
              - {id: visits, event: Visited, points: 2, cap: 10}
        grades: {A: 50%%, B: 0%%}
    total: {sum: [fit]}
    bands: {hot: {at_least: 15}, cold: {else: true}}
    """
        .formatted(name, kind);
  }

  @BeforeAll
  static void start() throws Exception {
    MemoryStore store = new MemoryStore();
    Keys keys = new Keys(store, InstantSource.system(), new SecureRandom());
    List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();
    String secret = key(keys, ApiKey.Kind.SECRET, scopes);
    write = key(keys, ApiKey.Kind.WRITE, List.of());
    server = PlumblineServer.start(options(), store);
    described = new DescribedServer(server.url(), secret);
    publish(LEADS, "tiny");
    publish(ACCOUNTS, "companies");
    collect(
        """
        {"batch": [
          {"type": "identify", "userId": "ana",
           "traits": {"role": "buyer", "name": "Ana", "born": "1990-01-31", "tags": ["a", 1]}},
          {"type": "identify", "userId": "bob", "traits": {"active": true, "employees": 12.5}},
          {"type": "group", "userId": "ana", "groupId": "acme", "traits": {"role": "buyer"}},
          {"type": "track", "userId": "ana", "event": "Visited", "messageId": "a1",
           "properties": {"path": "/pricing", "items": [{"sku": 1}]}},
          {"type": "track", "event": "Visited", "messageId": "nobody"}
        ]}
        """);
  }

  /** Those of a server for this machine, which may send messages to it too. */
  private static ServerOptions options() {
    ServerOptions usual = ServerOptions.in(data, InstantSource.system());
    return new ServerOptions(
        usual.bind(),
        0,
        usual.store(),
        data,
        usual.tls(),
        usual.hosts(),
        usual.origins(),
        new ServerOptions.Webhooks(true, Optional.empty()),
        usual.proxied(),
        usual.limits(),
        usual.clock());
  }

  private static String key(Keys keys, ApiKey.Kind kind, List<String> scopes) {
    return keys.make("cli", new Keys.Wish(kind, "", scopes, Optional.empty())).text();
  }

  private static void publish(String source, String model) throws Exception {
    JsonNode draft = described.call("POST", MODELS, 201, source, YAML);
    int version = draft.at("/version/version").asInt();
    String place = MODELS + "/" + model + "/versions/" + version;
    described.call("POST", place + "/publish?wait=60", 200, "{}");
  }

  private static void collect(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.url().resolve("/v1/batch"))
            .header("X-Write-Key", write)
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void lists_andExports_areAsDescribed() throws Exception {
    String all = "?q=a&total_at_least=1&grade=A&band=hot&sort=-total&attributes=name,tags,born";
    assertThat(described.get("/api/v1/leads" + all).path("items")).hasSize(1);
    assertThat(described.get("/api/v1/accounts" + all).path("items")).hasSize(1);
    described.get("/api/v1/leads?limit=1&attributes=employees,active");
    described.get("/api/v1/exports/leads?attributes=name");
    described.get("/api/v1/exports/leads?format=ndjson");
    described.get("/api/v1/exports/events");
    described.call("GET", "/api/v1/leads?colour=red", 400, "");
  }

  @Test
  @Order(2)
  void oneLead_andOneAccount_areAsDescribed() throws Exception {
    String span = "/why?from=2020-01-01&to=" + Instant.now();
    for (String one : List.of("/api/v1/leads/ana", "/api/v1/accounts/acme")) {
      for (String part :
          List.of("", "/explanation", "/timeline", "/history", "/lift", "/attributes", span)) {
        described.get(one + part);
        String nobody = one.replaceAll("[^/]*$", "nobody");
        described.call("GET", nobody + part, 404, "");
      }
    }
    JsonNode merge = described.call("POST", "/api/v1/leads/ana/merge", 200, "{\"from\":\"bob\"}");
    described.get("/api/v1/leads/ana/merges");
    String undo = "/api/v1/merges/" + merge.path("key").asLong() + "/undo";
    described.call("POST", undo, 200, "");
    described.call("POST", undo, 409, "");
  }

  @Test
  @Order(3)
  void models_andRuns_areAsDescribed() throws Exception {
    described.get(MODELS);
    described.get(MODELS + "/tiny");
    String source = JsonMapper.shared().writeValueAsString(LEADS.replace("20", "25"));
    described.call(
        "POST",
        MODELS,
        201,
        "{\"source\":%s,\"note\":\"n\",\"applies_to\":\"\"}".formatted(source));
    described.call("POST", MODELS + "/tiny/check", 200, "{\"source\":" + source + "}");
    described.call("POST", MODELS + "/tiny/check", 422, "a: b", YAML);
    described.call("POST", MODELS, 200, LEADS, YAML);
    described.get(MODELS + "/tiny/versions?limit=1");
    String second = MODELS + "/tiny/versions/2";
    described.get(second);
    described.get(second + "/source");
    Map<String, String> known = Map.of("If-None-Match", described.tag(second));
    described.call("GET", second, 304, "", known);
    described.call("GET", second + "/source", 304, "", known);
    Map<String, String> stale =
        Map.of("Content-Type", "application/yaml", "If-Match", "\"of-another\"");
    described.call("PUT", second, 412, LEADS, stale);
    described.call("DELETE", second, 412, "", Map.of("If-Match", "\"of-another\""));
    described.call("PUT", second, 200, LEADS.replace("20", "26"), YAML);
    JsonNode impact = described.call("POST", second + "/impact?wait=60", 200, "");
    String found = MODELS + "/tiny/impacts/" + impact.path("impact").asLong();
    described.get(found);
    described.get(found + "/leads?kind=band");
    String text = MODELS + "/tiny/impact?wait=60";
    described.call("POST", text, 200, LEADS.replace("20", "26"), YAML);
    described.call("POST", MODELS + "/another/impact", 422, LEADS, YAML);
    described.call("DELETE", found, 200, "");
    described.get(MODELS + "/tiny/diff?from=1&to=2");
    described.call("POST", second + "/shadow?wait=60", 200, "");
    described.call("POST", second + "/stop?wait=60", 200, "");
    described.call("POST", MODELS, 201, LEADS.replace("20", "27"), YAML);
    String pilot = "{\"slice\":\"role: buyer\",\"until\":\"%s\",\"alerts\":false}";
    String until = Instant.now().plusSeconds(86_400).toString();
    described.call("POST", MODELS + "/tiny/versions/3/pilot?wait=60", 200, pilot.formatted(until));
    described.call("POST", MODELS + "/tiny/versions/3/stop?wait=60", 200, "");
    described.call("POST", MODELS, 201, LEADS.replace("20", "28"), YAML);
    described.call("DELETE", MODELS + "/tiny/versions/4", 200, "");
    publishAndRollBack();
    JsonNode runs = described.get("/api/v1/runs?limit=2").path("items");
    described.get("/api/v1/runs/" + runs.get(0).path("run").asLong());
    described.call("DELETE", "/api/v1/runs/" + runs.get(0).path("run").asLong(), 409, "");
  }

  private static void publishAndRollBack() throws Exception {
    described.call("POST", MODELS, 201, LEADS.replace("20", "29"), YAML);
    described.call("POST", MODELS + "/tiny/versions/5/publish?wait=60", 200, "{\"alerts\":true}");
    described.call("POST", MODELS + "/tiny/rollback?wait=60", 200, "{\"to\":1}");
  }

  @Test
  @Order(4)
  void webhooks_andAlerts_areAsDescribed() throws Exception {
    String hooks = "/api/v1/webhooks";
    String wish = "{\"url\":\"https://hooks.example/\",\"events\":[\"score.changed\"]}";
    JsonNode hook = described.call("POST", hooks, 201, wish);
    described.get(hooks);
    String one = hooks + "/" + hook.path("id").asString();
    described.get(one);
    described.call("PUT", one, 200, wish);
    described.call("POST", one + "/disable", 200, "");
    described.call("POST", one + "/enable", 200, "");
    described.call("POST", one + "/rotate", 200, "{\"overlap_seconds\":60}");
    described.get(one + "/deliveries");
    described.call("GET", one + "/deliveries/1", 404, "");
    described.call("POST", one + "/deliveries/1/replay", 404, "");
    described.call("POST", one + "/replay", 202, "{\"failed_since\":\"2026-01-01T00:00:00Z\"}");
    described.call("POST", one + "/test", 200, "");
    described.call("DELETE", one, 204, "");

    String alerts = "/api/v1/alerts";
    String rule =
        "{\"name\":\"hot\",\"model\":\"tiny\",\"on\":\"total\",\"direction\":\"rises_to\","
            + "\"threshold\":\"15\",\"stay_seconds\":60}";
    JsonNode alert = described.call("POST", alerts, 201, rule);
    described.get(alerts);
    String that = alerts + "/" + alert.path("id").asString();
    described.get(that);
    described.call("PUT", that, 200, rule);
    described.call("DELETE", that, 204, "");
  }

  @Test
  @Order(5)
  void users_keys_andTheLogs_areAsDescribed() throws Exception {
    described.get("/api/v1/me");
    String wish = "{\"name\":\"eva\",\"role\":\"sales\",\"password\":\"four words make one\"}";
    described.call("POST", "/api/v1/users", 201, wish);
    described.call("POST", "/api/v1/users", 409, wish);
    described.get("/api/v1/users");
    described.get("/api/v1/users/eva");
    described.call("PATCH", "/api/v1/users/eva", 200, "{\"enabled\":false}");
    JsonNode key =
        described.call(
            "POST", "/api/v1/keys", 201, "{\"kind\":\"secret\",\"scopes\":[\"leads:read\"]}");
    described.get("/api/v1/keys");
    String one = "/api/v1/keys/" + key.at("/key/id").asString();
    described.call("POST", one + "/rotate", 201, "{\"grace_seconds\":60}");
    described.call("DELETE", one, 200, "");
    described.get("/api/v1/audit?limit=3");
    JsonNode rejected = described.get("/api/v1/rejected?all=true").path("items");
    assertThat(rejected).isNotEmpty();
    described.get("/api/v1/rejected/" + rejected.get(0).path("id").asString());
    described.call("POST", "/api/v1/rejected/replay", 200, "{}");
  }

  @Test
  @Order(6)
  void messages_ofEveryType_areAsDescribed() throws Exception {
    try (Receiver receiver = new Receiver()) {
      String hook = everythingTo(receiver);
      collect(
          """
          {"batch": [
            {"type": "identify", "userId": "cleo", "traits": {"role": "buyer"}},
            {"type": "identify", "userId": "dan", "traits": {"role": "buyer"}},
            {"type": "group", "userId": "cleo", "groupId": "north", "traits": {"role": "buyer"}},
            {"type": "track", "userId": "cleo", "event": "Visited", "messageId": "c1"}
          ]}
          """);
      String from = "{\"from\":\"dan\"}";
      JsonNode merge = described.call("POST", "/api/v1/leads/cleo/merge", 200, from);
      described.call("POST", "/api/v1/merges/" + merge.path("key").asLong() + "/undo", 200, "");
      publish(LEADS.replace("20", "22"), "tiny");
      described.call("POST", hook + "/test", 200, "");

      Set<String> types = new TreeSet<>(described.document().path("webhooks").propertyNames());
      List<Got> got = receiver.await(all -> types(all).equals(types) && ofAccounts(all) > 0);

      got.forEach(described::message);
      described.call("DELETE", hook, 204, "");
    }
  }

  private static String everythingTo(Receiver receiver) throws Exception {
    String rule =
        "{\"name\":\"warm\",\"model\":\"tiny\",\"on\":\"dimension\",\"score\":\"fit\","
            + "\"direction\":\"rises_to\",\"threshold\":\"5\"}";
    described.call("POST", "/api/v1/alerts", 201, rule);
    String wish =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "url", receiver.url(),
                    "events", MessageType.subscribable(),
                    "allow_private", true));
    JsonNode hook = described.call("POST", "/api/v1/webhooks", 201, wish);
    return "/api/v1/webhooks/" + hook.path("id").asString();
  }

  private static Set<String> types(List<Got> messages) {
    return messages.stream().map(Got::type).collect(Collectors.toCollection(TreeSet::new));
  }

  private static long ofAccounts(List<Got> messages) {
    return messages.stream().filter(it -> it.json().path("data").has("account_id")).count();
  }

  @Test
  @Order(7)
  void operations_areAllCalledHere() {
    Set<String> left = new TreeSet<>(described.uncalled());
    left.removeAll(FOR_PEOPLE);

    assertThat(left).isEmpty();
  }

  @Test
  void operations_haveNamesOfTheirOwn() {
    Set<String> names =
        described.document().findValuesAsString("operationId").stream()
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names).contains("listLeads", "listKeys", "createUser", "getModelVersion");
    assertThat(names).allMatch(name -> name.matches("[a-z]+[A-Z][A-Za-z]+"));
  }

  @Test
  void fields_thatAreAlwaysThere_areRequired() {
    assertThat(described.schema("ListedSubject").path("required"))
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrder("id", "created", "attributes");
  }

  @Test
  void parameters_areDescribedByMoreThanTheirName() {
    assertThat(described.document().path("paths").findValues("parameters"))
        .flatExtracting(each -> each.findValuesAsString("description"))
        .isNotEmpty()
        .noneMatch(text -> String.valueOf(text).matches("The \\S+\\."));
  }
}
