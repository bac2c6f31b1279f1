package io.plumbline.checks.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server asked over HTTP with a write key and a secret key. Thread-safe. */
final class Calls {
  static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Keys keys;

  /** What a test may do with a server. */
  record Keys(String write, String secret) {}

  /** What was answered; a missing node where the body is no JSON. */
  record Answer(int status, String body, JsonNode json) {
    /** The answer of something that has to work. */
    Answer mustBe(int expected) {
      if (status != expected) {
        throw new AssertionError("answered " + status + " instead of " + expected + ": " + body);
      }
      return this;
    }
  }

  Calls(Keys keys) {
    this.keys = keys;
  }

  /** Sends messages as the server-side libraries do. */
  Answer batch(URI server, String body) throws IOException, InterruptedException {
    return collect(server, "/v1/batch", body);
  }

  /** Sends to a route of the collection API with the write key. */
  Answer collect(URI server, String path, String body) throws IOException, InterruptedException {
    return collect(server, keys.write(), path, body);
  }

  /** Sends to a route of the collection API with another key. */
  Answer collect(URI server, String key, String path, String body)
      throws IOException, InterruptedException {
    String user = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Basic " + user)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer get(URI server, String path) throws IOException, InterruptedException {
    return send(api(server, path).GET());
  }

  Answer post(URI server, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(
        api(server, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer delete(URI server, String path) throws IOException, InterruptedException {
    return send(api(server, path).DELETE());
  }

  /** Gives a model, which is a draft from then on unless it is what is live. */
  Answer give(URI server, String source) throws IOException, InterruptedException {
    return send(
        api(server, "/api/v1/models")
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(source)));
  }

  /** Makes a model live unless it is, and returns when all scores are by it. */
  void publish(URI server, String source) throws IOException, InterruptedException {
    JsonNode given = give(server, source).json();
    JsonNode version = given.path("version");
    if (given.path("unchanged").asBoolean()) {
      return;
    }
    String place =
        "/api/v1/models/"
            + version.path("model").asString()
            + "/versions/"
            + version.path("version").asInt();
    Answer run = post(server, place + "/publish?wait=60", Map.of()).mustBe(200);
    if (!run.json().path("state").asString().equals("done")) {
      throw new AssertionError("publishing failed: " + run);
    }
  }

  /** The score of a lead as lists show it; a missing node where it has none. */
  JsonNode listed(URI server, String model, String lead) throws IOException, InterruptedException {
    JsonNode page =
        get(server, "/api/v1/leads?limit=50&model=" + model + "&q=" + lead).mustBe(200).json();
    for (JsonNode item : page.path("items")) {
      if (item.path("id").asString().equals(lead)) {
        return item.path("score");
      }
    }
    return JSON.missingNode();
  }

  private HttpRequest.Builder api(URI server, String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + keys.secret());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), json(response.body()));
  }

  private static JsonNode json(String body) {
    try {
      return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
    } catch (tools.jackson.core.JacksonException noJson) {
      return JSON.missingNode();
    }
  }
}
