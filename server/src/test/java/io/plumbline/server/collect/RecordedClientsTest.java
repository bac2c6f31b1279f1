package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that were recorded from published libraries, sent as they were. The recordings are no
 * part of this project: where they do not lie beside it, there is nothing to send.
 */
final class RecordedClientsTest {
  private static final Path RECORDINGS =
      Path.of(System.getProperty("plumbline.root")).resolve("../shared/clients");

  private static final Set<String> SENT =
      Set.of("content-type", "content-encoding", "origin", "anonymousid", "sentat");

  private final CollectionServer server = new CollectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "segment-analytics-node,calls,6",
    "segment-analytics-next,calls,6",
    "segment-analytics-java,calls,6",
    "rudderstack-rudder-sdk-node,calls,6",
    "rudderstack-analytics-js,calls,5",
    "rudderstack-analytics-java,calls,2",
    "customerio-cdp-analytics-node,calls,2",
    "posthog-node,calls,5",
    "posthog-js,calls,6",
    "posthog-js-defaults,calls,6",
    "jitsu-js-node,calls,4",
    "jitsu-js-browser,calls,3",
    "cloudevents-js,modes,2"
  })
  void recordedCalls_sentAgain_areAllTaken(String client, String scenario, int messages)
      throws IOException {
    Path file = RECORDINGS.resolve(client + ".json");
    Assumptions.assumeTrue(Files.exists(file), "no recordings beside this project");
    JsonNode requests =
        JsonMapper.shared()
            .readTree(Files.readString(file))
            .at("/scenarios/" + scenario + "/requests");
    for (JsonNode request : requests) {
      String path = request.get("path").asString();
      if (request.get("method").asString().equals("POST") && !path.startsWith("/flags")) {
        assertThat(server.send(prepared(request, path)).statusCode()).as(path).isEqualTo(200);
      }
    }
    assertThat(server.ingest.rejects()).isEmpty();
    assertThat(server.ingest.messages()).hasSize(messages);
  }

  private HttpRequest.Builder prepared(JsonNode request, String path) throws IOException {
    String cloudEvents = path.equals("/events") ? "/cloudevents?writeKey=WRITE_KEY" : path;
    HttpRequest.Builder prepared = server.request(ours(cloudEvents));
    for (Map.Entry<String, JsonNode> header : request.get("headers").properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = header.getValue().asString();
      if (name.equals("authorization")) {
        prepared.header(name, "Basic " + base64(CollectionServer.KEY + ":"));
      } else if (name.equals("x-write-key")) {
        prepared.header(name, CollectionServer.KEY + ":secret");
      } else if (SENT.contains(name) || name.startsWith("ce-")) {
        prepared.header(name, value);
      }
    }
    byte[] body = ours(request.get("body").toString()).getBytes(StandardCharsets.UTF_8);
    boolean packed = request.get("wire_bytes").asInt() < request.get("body_bytes").asInt();
    return prepared.POST(HttpRequest.BodyPublishers.ofByteArray(packed ? gzip(body) : body));
  }

  private static String ours(String text) {
    return text.replace("phc_WRITE_KEY", CollectionServer.KEY)
        .replace("WRITE_KEY", CollectionServer.KEY);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
