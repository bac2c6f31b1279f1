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
  private PlumblineServer server;
  private ServerClient client;

  @BeforeEach
  void start() throws Exception {
    TestClock clock = new TestClock();
    server = PlumblineServer.start(ServerOptions.in(data, clock).atPort(0), store);
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
  void draft_changedBySomebodyElse_isStale_andErrorsAreListed() {
    ServerAnswer added = send("POST", "", TINY, Map.of());
    String tag = added.header("etag").orElseThrow();
    String other = TINY.replace("20", "21");
    send("PUT", "/tiny/versions/1", other, Map.of("If-Match", tag));

    assertThatThrownBy(() -> send("PUT", "/tiny/versions/1", TINY, Map.of("If-Match", tag)))
        .isInstanceOf(ClientException.class)
        .extracting(it -> ((ClientException) it).status())
        .isEqualTo(412);
    assertThatThrownBy(() -> send("POST", "", TINY.replace("points", "pionts"), Map.of()))
        .hasMessageContaining("(422)")
        .hasMessageContaining("model:8:");
    assertThatThrownBy(() -> send("POST", "/tiny/check", "a: b: c", Map.of()))
        .hasMessageContaining("(422)");
    assertThatThrownBy(() -> client.get(MODELS + "/none")).hasMessageContaining("(404)");
  }
}
