package io.plumbline.checks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plumbline.server.webhook.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server whose every answer is held against its own OpenAPI document: the path, the method, the
 * status and the headers have to be there, and a body of JSON, or of a message to a webhook, may
 * have no field that is not described.
 */
final class DescribedServer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCHEMAS = "#/components/schemas/";

  /** What HTTP and browsers have for every reply of whatever kind. */
  private static final Set<String> OF_HTTP =
      Set.of(
          "Cache-Control",
          "Connection",
          "Expires",
          "Pragma",
          "Content-Length",
          "Content-Security-Policy",
          "Content-Type",
          "Date",
          "Keep-Alive",
          "Permissions-Policy",
          "Referrer-Policy",
          "Transfer-Encoding",
          "Vary",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "X-XSS-Protection");

  private final HttpClient client = HttpClient.newHttpClient();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Set<String> called = new TreeSet<>();
  private final URI server;
  private final String key;
  private final JsonNode document;

  DescribedServer(URI server, String key) throws IOException, InterruptedException {
    this.server = server;
    this.key = key;
    document = closed(JSON.readTree(send("GET", "/api/v1/openapi.json", "", Map.of()).body()));
  }

  /** Forbids each object what it does not name. */
  private static JsonNode closed(JsonNode document) {
    document.at("/components/schemas").forEach(DescribedServer::close);
    return document;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(DescribedServer::close);
  }

  /** Holds a message that a webhook got against the document. */
  void message(Receiver.Got message) {
    JsonNode operation = document.path("webhooks").path(message.type()).path("post");
    assertThat(operation.isMissingNode()).as("undescribed: " + message).isFalse();
    for (JsonNode header : operation.path("parameters")) {
      String name = header.path("name").asString();
      assertThat(header.path("required").asBoolean()).as(name).isTrue();
      String pattern = header.at("/schema/pattern").asString(".+");
      assertThat(message.header(name)).as(name).matches(pattern);
    }
    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
    conforms(body, message.body(), "message " + message.body());
  }

  /** Every operation of the document that was not called, as {@code get /api/v1/leads}. */
  Set<String> uncalled() {
    Set<String> left = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().propertyNames().forEach(it -> left.add(it + " " + path.getKey())));
    left.removeAll(called);
    return left;
  }

  JsonNode document() {
    return document;
  }

  /** The header ETag of what is there. */
  String tag(String path) throws IOException, InterruptedException {
    return send("GET", path, "", Map.of()).headers().firstValue("ETag").orElseThrow();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return call("GET", path, 200, "");
  }

  /** Calls an operation with a body of JSON, or none, and holds the answer against the document. */
  JsonNode call(String method, String path, int status, String body)
      throws IOException, InterruptedException {
    return call(method, path, status, body, Map.of());
  }

  JsonNode call(String method, String path, int status, String body, Map<String, String> sent)
      throws IOException, InterruptedException {
    HttpResponse<String> reply = send(method, path, body, sent);
    String what = method + " " + path + " -> " + reply.statusCode() + " " + reply.body();
    assertThat(reply.statusCode()).as(what).isEqualTo(status);
    JsonNode operation = operation(method, path.split("\\?", 2)[0]);
    boolean yaml = sent.getOrDefault("Content-Type", "").contains("yaml");
    if (!body.isEmpty() && !yaml && status < 300) {
      conforms(operation.at("/requestBody/content/application~1json/schema"), body, what);
    }
    JsonNode described = resolved(operation.path("responses").path(Integer.toString(status)));
    assertThat(described.isMissingNode()).as("undescribed: " + what).isFalse();
    Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    headers.addAll(reply.headers().map().keySet());
    OF_HTTP.forEach(headers::remove);
    described.path("headers").propertyNames().forEach(headers::remove);
    assertThat(headers).as("undescribed headers: " + what).isEmpty();
    if (reply.body().isEmpty()) {
      assertThat(described.has("content")).as(what).isFalse();
      return JSON.missingNode();
    }
    String type = reply.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode content = described.path("content").path(type);
    assertThat(content.isMissingNode()).as(type + " is undescribed: " + what).isFalse();
    if (!type.endsWith("json") || type.endsWith("ndjson")) {
      return JSON.missingNode();
    }
    conforms(content.path("schema"), reply.body(), what);
    return JSON.readTree(reply.body());
  }

  private void conforms(JsonNode schema, String body, String what) {
    assertThat(schema.isMissingNode()).as("no schema: " + what).isFalse();
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", document.path("components"));
    Schema compiled = registry.getSchema(whole.toString());
    assertThat(compiled.validate(JSON.readTree(body)))
        .as(what + "\n" + schema)
        .extracting(error -> String.format(Locale.ROOT, "%s", error))
        .isEmpty();
  }

  /** The operation of a path; of several templates the one with the fewest parameters. */
  private JsonNode operation(String method, String path) {
    Optional<Map.Entry<String, JsonNode>> found =
        document.path("paths").properties().stream()
            .filter(each -> pattern(each.getKey()).matcher(path).matches())
            .min((a, b) -> a.getKey().split("\\{").length - b.getKey().split("\\{").length);
    String name = method.toLowerCase(Locale.ROOT);
    assertThat(found).as("no path for " + path).isPresent();
    called.add(name + " " + found.get().getKey());
    JsonNode operation = found.get().getValue().path(name);
    assertThat(operation.isMissingNode()).as("no operation for " + method + path).isFalse();
    return operation;
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+"));
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** The schema of a name. */
  JsonNode schema(String name) {
    return document.at((SCHEMAS + name).substring(1));
  }

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + key);
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
