package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.access.Keys;
import io.plumbline.server.client.ClientException;
import io.plumbline.server.client.ServerAnswer;
import io.plumbline.server.client.ServerClient;
import io.plumbline.store.ApiKey;
import io.plumbline.store.memory.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Models, impacts, publications and the ledger on a real server. */
class ModelsOverHttpTest {
  private static final String MODELS = "/api/v1/models";
  private static final String YAML = "application/yaml";
  private static final String TINY =
      """
      plumbline: 1
      model: tiny
      scores:
        fit:
          groups:
            all:
              rules:
                - {id: buyer, if: {role: buyer}, points: 20}
      """;

  @TempDir private Path data;
  private final MemoryStore store = new MemoryStore();
  private final TestClock clock = new TestClock();
  private PlumblineServer server;
  private ServerClient client;

  @BeforeEach
  void start() throws Exception {
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), store);
    Keys keys = new Keys(store, clock, new SecureRandom());
    List<String> scopes = List.of("models:read", "models:write", "models:publish");
    Keys.Wish wish = new Keys.Wish(ApiKey.Kind.SECRET, "ci", scopes, Optional.empty());
    Path file = Files.writeString(data.resolve("key.txt"), keys.make("test", wish).text());
    client = ServerClient.at(server.url().toString(), Optional.of(file));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ServerAnswer send(String method, String path, String body, Map<String, String> headers) {
    return client.withBody(method, MODELS + path, YAML, body, headers);
  }

  @Test
  void model_addedAsYaml_isPublishedComparedAndRolledBack() {
    JsonNode added = send("POST", "?note=first", TINY, Map.of()).json();
    assertThat(added.path("version").path("status").asString()).isEqualTo("draft");
    JsonNode impact = client.post(MODELS + "/tiny/versions/1/impact", Map.of()).json();
    assertThat(impact.path("state").asString()).isEqualTo("done");
    assertThat(impact.path("report").path("subjects").asLong()).isZero();
    String movers = MODELS + "/tiny/impacts/" + impact.path("impact").asLong() + "/leads?kind=band";
    assertThat(client.get(movers).json().path("items")).isEmpty();

    JsonNode run = client.post(MODELS + "/tiny/versions/1/publish", Map.of()).json();
    assertThat(run.path("state").asString()).isEqualTo("done");
    assertThat(run.path("actor").asString()).contains("ci");
    Map<String, Object> next = Map.of("source", TINY.replace("20", "25"), "note", "more");
    client.post(MODELS, next);
    client.post(MODELS + "/tiny/versions/2/publish", Map.of("alerts", true));
    JsonNode diff = client.get(MODELS + "/tiny/diff?from=1&to=2").json();
    assertThat(diff.path("rules").get(0).path("points_after").asString()).isEqualTo("25");
    client.withBody("POST", MODELS + "/tiny/rollback", "application/json", "", Map.of());
    JsonNode model = client.get(MODELS + "/tiny").json();
    assertThat(model.path("current").get(0).path("version").asLong()).isEqualTo(1);
    assertThat(client.get("/api/v1/runs?limit=2").json().path("items")).hasSize(2);
    assertThat(client.get(MODELS + "/tiny/versions").json().path("items")).hasSize(2);
    assertThat(send("POST", "", TINY, Map.of()).json().path("unchanged").asBoolean()).isTrue();
  }

  @Test
  void shadow_isComparedWithTheLiveVersionLeadByLead() {
    Keys keys = new Keys(store, clock, new SecureRandom());
    Keys.Wish site = new Keys.Wish(ApiKey.Kind.WRITE, "site", List.of(), Optional.empty());
    String key = keys.make("test", site).text();
    for (String role : List.of("buyer", "user", "guest")) {
      Map<String, Object> said = Map.of("userId", role, "traits", Map.of("role", role));
      client.post("/v1/batch", Map.of("writeKey", key, "batch", List.of(identify(said))));
    }
    String banded = TINY + "bands: {hot: {at_least: 20}, cold: {else: true}}\n";
    send("POST", "", banded, Map.of());
    client.post(MODELS + "/tiny/versions/1/publish", Map.of());
    send("POST", "", banded.replace("role: buyer", "role: [buyer, user]"), Map.of());
    client.post(MODELS + "/tiny/versions/2/shadow", Map.of());

    JsonNode impact = client.post(MODELS + "/tiny/versions/2/impact", Map.of()).json();
    JsonNode bands = impact.path("report").path("outcomes").get(0);
    assertThat(bands.path("moves").toString())
        .isEqualTo("[{\"from\":\"cold\",\"to\":\"hot\",\"subjects\":1}]");
    String place = MODELS + "/tiny/impacts/" + impact.path("impact").asLong();
    JsonNode differ = client.get(place + "/leads?kind=band&from=cold&to=hot").json().path("items");
    assertThat(differ).hasSize(1);
    assertThatThrownBy(() -> client.get(place + "/leads?kind=bond"))
        .hasMessageContaining("kind is \"bond\"; expected one of band, cell");
    assertThat(differ.get(0).path("subject").asString()).isEqualTo("user");
    assertThat(client.get(MODELS + "/tiny").json().path("current")).hasSize(2);
  }

  private static Map<String, Object> identify(Map<String, Object> said) {
    Map<String, Object> message = new HashMap<>(said);
    message.put("type", "identify");
    return message;
  }

  @Test
  void pilot_untilADay_endsWithThatDayInTheModelsZone() {
    send("POST", "", TINY, Map.of());
    client.post(MODELS + "/tiny/versions/1/publish", Map.of());
    send("POST", "", TINY.replace("20", "25"), Map.of());
    String place = MODELS + "/tiny/versions/2";
    assertThatThrownBy(() -> client.post(place + "/pilot", pilot("soon")))
        .hasMessageContaining("(400)")
        .hasMessageContaining("expected the last day of the pilot as 2026-12-31");
    client.post(place + "/pilot", pilot("2026-12-31"));

    JsonNode version = client.get(place).json().path("version");
    assertThat(version.path("pilot_until").asString()).isEqualTo("2027-01-01T00:00:00Z");
  }

  private static Map<String, Object> pilot(String until) {
    return Map.of("slice", "country: RO", "until", until);
  }

  @Test
  void draft_changedBySomebodyElse_isStale_andErrorsAreListed() {
    ServerAnswer added = send("POST", "", TINY, Map.of());
    String tag = added.header("etag").orElseThrow();
    String other = TINY.replace("20", "21");
    send("PUT", "/tiny/versions/1", other, Map.of("If-Match", tag));

    assertThatThrownBy(() -> send("PUT", "/tiny/versions/1", TINY, Map.of("If-Match", tag)))
        .isInstanceOf(ClientException.class)
        .extracting(it -> ((ClientException) it).status())
        .isEqualTo(412);
    assertThatThrownBy(() -> publish(tag))
        .hasMessageContaining("(412)")
        .hasMessageContaining("Read it again");
    assertThat(client.get(MODELS + "/tiny/versions/1").json().at("/version/status").asString())
        .isEqualTo("draft");
    String present = client.get(MODELS + "/tiny/versions/1").header("etag").orElseThrow();
    publish(present);
    assertThat(client.get(MODELS + "/tiny/versions/1").json().at("/version/status").asString())
        .isEqualTo("live");
    assertThatThrownBy(() -> send("POST", "", TINY.replace("points", "pionts"), Map.of()))
        .hasMessageContaining("(422)")
        .hasMessageContaining("model:8:");
    assertThatThrownBy(() -> send("POST", "/tiny/check", "a: b: c", Map.of()))
        .hasMessageContaining("(422)");
    assertThatThrownBy(() -> client.get(MODELS + "/none")).hasMessageContaining("(404)");
  }

  private void publish(String tag) {
    String path = MODELS + "/tiny/versions/1/publish";
    client.withBody("POST", path, "application/json", "{}", Map.of("If-Match", tag));
  }
}
