package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.api.RateLimits;
import io.plumbline.server.api.SampleController;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every request of the API has in common, tried on a server. */
final class ApiOverHttpTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of("clock", (InstantSource) () -> NOW, "store", new MemoryStore()),
            SampleController.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void reply_hasSnakeCaseExactPointsAndNothingAbsent() throws Exception {
    assertThat(server.get("/api/v1/things/x").body())
        .isEqualTo("{\"lead_name\":\"x\",\"points\":12.5}");
  }

  @Test
  void id_withSlashesSpacesAndUnicode_isOneSegment() throws Exception {
    String id = "a%2Fb%2F%2Fc%20%25%3B%5C%3F%23%E7%BA%BF%E7%B4%A2";

    JsonNode reply = json(server.get("/api/v1/things/" + id));

    assertThat(reply.get("lead_name").asString()).isEqualTo("a/b//c %;\\?#线索");
  }

  @Test
  void refusal_withFlaws_listsThem() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/refused");

    assertThat(reply.statusCode()).isEqualTo(422);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"urn:plumbline:problem:unprocessable\",\"title\":\"The request says"
                + " something that cannot be done\",\"status\":422,\"detail\":\"The model has"
                + " errors.\",\"code\":\"unprocessable\",\"errors\":[{\"at\":\"scores.fit:3:5\","
                + "\"code\":\"unknown-key\",\"detail\":\"found x; expected groups\"}]}");
  }

  @Test
  void refusal_withATimeToWait_saysItInWholeSeconds() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/full");

    assertThat(reply.statusCode()).isEqualTo(429);
    assertThat(reply.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void store_away_tellsNothingOfTheHouse() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/away");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("store-away").doesNotContain("db.internal");
    assertThat(reply.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void defect_tellsOnlyItsNumber() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/defect");

    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(json(reply).get("incident").asString()).hasSize(36);
    assertThat(reply.body()).doesNotContain("secret of the house");
  }

  @Test
  void address_thatIsNone_isNotFound() throws Exception {
    expectProblem(server.get("/api/v1/nothing"), 404, "not-found");
  }

  @Test
  void method_thatIsNotKnown_namesThoseThatAre() throws Exception {
    HttpResponse<String> reply = server.send("DELETE", "/api/v1/things", "");

    expectProblem(reply, 405, "method-not-allowed");
    assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void parameter_missing_isNamed() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/counts");

    expectProblem(reply, 400, "invalid");
    assertThat(reply.body()).contains("The parameter number is missing.");
  }

  @Test
  void parameter_ofAnotherType_isShown() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/counts?number=many");

    expectProblem(reply, 400, "invalid");
    assertThat(reply.body()).contains("The parameter number is \\\"many\\\"; expected a number.");
  }

  @Test
  void body_thatIsNoJson_namesThePlace() throws Exception {
    HttpResponse<String> reply = post("{\n  \"lead_name\": nope}");

    expectProblem(reply, 400, "invalid");
    assertThat(reply.body()).contains("The body is not JSON: look at line 2, column");
  }

  @Test
  void body_withAnUnknownName_isRefused() throws Exception {
    HttpResponse<String> reply = post("{\"nmae\": 1}");

    expectProblem(reply, 400, "invalid");
    assertThat(json(reply).get("detail").asString())
        .startsWith("There is no field \"nmae\" here; expected lead_name, note, points: look at");
  }

  @Test
  void body_withAValueOfAnotherKind_namesTheFieldAndTheKind() throws Exception {
    HttpResponse<String> reply = post("{\"lead_name\": [\"Ana\"]}");

    expectProblem(reply, 400, "invalid");
    assertThat(json(reply).get("detail").asString())
        .isEqualTo("The field \"lead_name\" is not text: look at line 1, column 15.");
  }

  @Test
  void body_ofAnotherMediaType_isRefused() throws Exception {
    HttpResponse<String> reply =
        server.send("POST", "/api/v1/things", "<x/>", "Content-Type", "application/xml");

    expectProblem(reply, 415, "unsupported-media-type");
    assertThat(json(reply).get("detail").asString())
        .startsWith("The header Content-Type is \"application/xml\"; expected application/json");
  }

  @Test
  void body_ofYaml_isRefused() throws Exception {
    HttpResponse<String> reply =
        server.send("POST", "/api/v1/things", "{}", "Content-Type", "application/yaml");

    expectProblem(reply, 415, "unsupported-media-type");
  }

  @Test
  void body_beyondTheLimit_isRefused() throws Exception {
    expectProblem(post("{\"lead_name\":\"" + "x".repeat(6_000_000) + "\"}"), 413, "too-large");
  }

  @Test
  void post_repeatedUnderItsKey_isAnsweredAsTheFirst() throws Exception {
    HttpResponse<String> first = post("{\"lead_name\":\"a\"}", "Idempotency-Key", "k1");
    HttpResponse<String> second = post("{\"lead_name\":\"a\"}", "Idempotency-Key", "\"k1\"");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo("{\"lead_name\":\"a\"}");
    assertThat(second.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void post_repeatedAfterARestart_isAnsweredAsTheFirst() throws Exception {
    MemoryStore kept = new MemoryStore();
    Map<String, Object> beans = Map.of("clock", (InstantSource) () -> NOW, "store", kept);
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "k5"};
    for (String replayed : List.of("", "true")) {
      try (TestServer each = TestServer.start(beans, SampleController.class)) {
        HttpResponse<String> reply =
            each.send("POST", "/api/v1/things", "{\"lead_name\":\"a\"}", headers);
        assertThat(reply.body()).isEqualTo("{\"lead_name\":\"a\"}");
        assertThat(reply.headers().firstValue("Idempotent-Replayed").orElse(""))
            .isEqualTo(replayed);
      }
    }
  }

  @Test
  void key_usedForAnotherRequest_isRefused() throws Exception {
    post("{\"lead_name\":\"a\"}", "Idempotency-Key", "k2");

    expectProblem(post("{\"lead_name\":\"b\"}", "Idempotency-Key", "k2"), 422, "unprocessable");
  }

  @Test
  void key_thatIsTooLong_isRefused() throws Exception {
    expectProblem(post("{}", "Idempotency-Key", "k".repeat(256)), 400, "invalid");
  }

  @Test
  void key_ofARequestThatIsBeingDone_isRefusedUntilItIsDone() throws Exception {
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.send("POST", "/api/v1/slow", "", "Idempotency-Key", "k3");
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            });
    SampleController.await(SampleController.begun);
    HttpResponse<String> second = server.send("POST", "/api/v1/slow", "", "Idempotency-Key", "k3");
    SampleController.goOn.countDown();

    expectProblem(second, 409, "conflict");
    assertThat(first.join().body()).isEqualTo("1");
    HttpResponse<String> third = server.send("POST", "/api/v1/slow", "", "Idempotency-Key", "k3");
    assertThat(third.body()).isEqualTo("1");
    assertThat(SampleController.done).hasValue(1);
  }

  @Test
  void reply_withASecret_isNotShownAgain() throws Exception {
    HttpResponse<String> first =
        server.send("POST", "/api/v1/keys/sample", "", "Idempotency-Key", "k4");
    HttpResponse<String> second =
        server.send("POST", "/api/v1/keys/sample", "", "Idempotency-Key", "k4");

    assertThat(first.body()).isEqualTo("pls_shown_once");
    expectProblem(second, 409, "conflict");
  }

  @Test
  void request_withASecret_refused_isRefusedAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      expectProblem(
          server.send("POST", "/api/v1/keys/refused", "", "Idempotency-Key", "k6"),
          422,
          "unprocessable");
    }
  }

  /** Or whoever reads the store could try passwords without end: a digest is made fast. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/keys/sample", "/api/v1/me/password"})
  void request_withASecret_isNotKept_norADigestOfIt(String path) throws Exception {
    server.send("POST", path, "{\"password\":\"one\"}", "Idempotency-Key", path);
    HttpResponse<String> other =
        server.send("POST", path, "{\"password\":\"two\"}", "Idempotency-Key", path);

    expectProblem(other, 409, "conflict");
  }

  @Test
  void reply_thatCannotBeKept_isGivenAllTheSame() throws Exception {
    HeldStore full = new HeldStore(new MemoryStore());
    full.full(true);
    Map<String, Object> beans = Map.of("clock", (InstantSource) () -> NOW, "store", full);
    try (TestServer each = TestServer.start(beans, SampleController.class)) {
      HttpResponse<String> reply =
          each.send(
              "POST",
              "/api/v1/things",
              "{\"lead_name\":\"a\"}",
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              "k7");

      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("{\"lead_name\":\"a\"}");
    }
  }

  @Test
  void reply_tellsTheRateLimit() throws Exception {
    HttpResponse<String> reply = server.get("/api/v1/things/x");

    assertThat(reply.headers().firstValue("RateLimit-Policy")).hasValue("\"default\";q=6000;w=60");
    assertThat(reply.headers().firstValue("RateLimit").orElse(""))
        .matches("\"default\";r=59\\d\\d;t=\\d+");
  }

  @Test
  void address_thatTheContainerRefuses_isAProblemToo() throws Exception {
    expectProblem(raw("GET /api/v1/things/%zz HTTP/1.1"), 400, "invalid");
    expectProblem(raw("GET /api/v1/things/%00 HTTP/1.1"), 400, "invalid");
    expectProblem(raw("TRACE /api/v1/things HTTP/1.1"), 405, "method-not-allowed");
  }

  /** The reply to a line that no client library would send. */
  private static String raw(String line) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void expectProblem(String reply, int status, String code) {
    assertThat(reply)
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: application/problem+json")
        .contains("\"code\":\"" + code + "\"");
  }

  @Test
  void query_thatCannotBeRead_isRefused() throws Exception {
    assertThat(raw("GET /api/v1/counts?number=1&%zz HTTP/1.1"))
        .startsWith("HTTP/1.1 400")
        .contains("a % is not followed by two hexadecimal digits");
  }

  @Test
  void reply_beyondTheLimit_saysWhenToComeAgain() throws Exception {
    Map<String, Object> beans =
        Map.of(
            "clock",
            (InstantSource) () -> NOW,
            "store",
            new MemoryStore(),
            "quota",
            new RateLimits.Quota(2, Duration.ofMinutes(1)));
    try (TestServer strict = TestServer.start(beans, SampleController.class)) {
      strict.get("/api/v1/things/x");
      assertThat(strict.get("/api/v1/things/x").headers().firstValue("RateLimit"))
          .hasValue("\"default\";r=0;t=60");

      HttpResponse<String> third = strict.get("/api/v1/things/x");

      expectProblem(third, 429, "too-many-requests");
      assertThat(third.headers().firstValue("RateLimit-Policy")).hasValue("\"default\";q=2;w=60");
      assertThat(third.headers().firstValue("RateLimit")).hasValue("\"default\";r=0;t=60");
      assertThat(third.headers().firstValue("Retry-After")).hasValue("30");
    }
  }

  @Test
  void document_isServedAndNamesThingsAsRepliesDo() throws Exception {
    JsonNode document = json(server.get("/api/v1/openapi.json"));

    assertThat(document.get("openapi").asString()).startsWith("3.1");
    assertThat(document.at("/components/schemas/SampleThing/properties").propertyNames())
        .contains("lead_name");
    assertThat(document.at("/components/schemas/SampleThing/properties/points/type").asString())
        .isEqualTo("number");
    assertThat(document.at("/paths/~1api~1v1~1things/post/responses").propertyNames())
        .contains("200", "400", "401", "403", "409", "413", "415", "422", "429", "500", "503");
  }

  private static HttpResponse<String> post(String body, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return server.send("POST", "/api/v1/things", body, all.toArray(String[]::new));
  }

  private static void expectProblem(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(reply).get("code").asString()).isEqualTo(code);
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }
}
