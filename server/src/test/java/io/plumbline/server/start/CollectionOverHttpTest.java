package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.access.Keys;
import io.plumbline.store.ApiKey;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import io.plumbline.store.open.StoreAddress;
import io.plumbline.store.open.Stores;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events into a whole server on SQLite, with all that stands before its paths. */
final class CollectionOverHttpTest {
  private static final String TRACK =
      "{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\"u-1\",\"messageId\":\"m-1\"}";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private Store store;
  private PlumblineServer server;
  private String writeKey;
  private String secretKey;

  @BeforeEach
  void start() {
    InstantSource clock = InstantSource.system();
    store = Stores.open(new StoreAddress.Sqlite(folder.resolve("plumbline.db")), StoreMode.SERVER);
    Keys keys = new Keys(store, clock, new SecureRandom());
    writeKey = keys.make("test", wish(ApiKey.Kind.WRITE, "web", List.of())).text();
    secretKey =
        keys.make("test", wish(ApiKey.Kind.SECRET, "ops", List.of("events:read", "events:write")))
            .text();
    server = PlumblineServer.start(ServerOptions.in(folder, clock).withPort(0), store);
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void answer_ofSuccess_meansThatEventsAreInTheStoreOnce() throws Exception {
    for (String path : List.of("/v1/track", "/v1/track/", "/v1/t", "/api/s/track")) {
      assertThat(post(path, writeKey, TRACK).statusCode()).isEqualTo(200);
    }
    Profile profile = profile("u-1").orElseThrow();
    assertThat(
            store.<Object>read(tx -> tx.facts().events(List.of(profile.key()), Instant.MAX).size()))
        .isEqualTo(1);
  }

  @Test
  void path_withoutSlashAtItsEnd_isOfCollectionToo() throws Exception {
    String event = "[{\"event\":\"E\",\"distinct_id\":\"u-2\",\"uuid\":\"p-1\"}]";
    for (String path : List.of("/e", "/e/", "/batch", "/batch/", "/capture", "/i/v0/e/")) {
      assertThat(post(path, writeKey, event).statusCode()).as(path).isEqualTo(200);
    }
    String cloudEvent =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"u\"}";
    assertThat(post("/cloudevents", writeKey, cloudEvent).statusCode()).isEqualTo(200);
  }

  @Test
  void path_asContainersUnderstandIt_isOfCollection() throws Exception {
    // Jitsu's library asks so where its host ends in a slash.
    for (String path : List.of("//api/s/track", "//v1//track/", "/x/../v1/t", "/v%31/track")) {
      assertThat(raw(path)).as(path).startsWith("HTTP/1.1 200 ");
    }
    assertThat(raw("//v1/nothing")).startsWith("HTTP/1.1 404 ");
    assertThat(profile("u-1")).isPresent();
  }

  @Test
  void writeKey_readsNothing() throws Exception {
    HttpRequest request =
        at("/api/v1/rejected").header("Authorization", "Bearer " + writeKey).GET().build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isIn(401, 403);
  }

  @Test
  void form_isReadRaw() throws Exception {
    HttpRequest request =
        at("/v1/batch")
            .header("X-Write-Key", writeKey)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + TRACK + "]}"))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).body())
        .isEqualTo("{\"success\":true}");
    assertThat(profile("u-1")).isPresent();
  }

  @Test
  void preflight_fromAPage_isAnsweredBeforeAnybodyAsksForASession() throws Exception {
    HttpRequest request =
        at("/v1/t")
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
  }

  @Test
  void rejectedEvent_isListedShownAndReplayedMended() throws Exception {
    String bad = "{\"type\":\"track\",\"userId\":\"u-3\"}";
    assertThat(post("/v1/batch", writeKey, "{\"batch\":[" + TRACK + "," + bad + "]}").statusCode())
        .isEqualTo(200);
    assertThat(get("/api/v1/rejected").body())
        .contains("\"reason\":\"$.batch[1].event: found nothing, expected text\"")
        .contains("\"source\":\"key:web\"")
        .contains("\"id\":\"1\"");
    assertThat(get("/api/v1/rejected/1").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/rejected/99").statusCode()).isEqualTo(404);
    assertThat(replay("{}")).contains("\"refused\":[{\"id\":\"1\"");
    assertThat(
            replay(
                "{\"ids\":[\"1\"],\"mended\":{\"1\":\"{\\\"type\\\":\\\"track\\\","
                    + "\\\"userId\\\":\\\"u-3\\\",\\\"event\\\":\\\"Mended\\\"}\"}}"))
        .contains("\"taken\":[\"1\"]");
    assertThat(get("/api/v1/rejected").body()).contains("\"items\":[]");
    assertThat(get("/api/v1/rejected?all=true").body()).contains("\"replayed_at\"");
    assertThat(profile("u-3")).isPresent();
  }

  @Test
  void time_farAway_isKept() throws Exception {
    for (String time : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      String event = "{\"event\":\"E\",\"userId\":\"u-4\",\"timestamp\":\"" + time + "\"}";
      assertThat(post("/v1/track", writeKey, event).statusCode()).isEqualTo(200);
    }
    long profile = profile("u-4").orElseThrow().key();
    assertThat(
            store.<List<Instant>>read(
                tx ->
                    tx.facts().events(List.of(profile), Instant.MAX).stream()
                        .map(fact -> fact.event().at())
                        .toList()))
        .containsExactlyInAnyOrder(
            Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void metrics_countRejectedEvents() throws Exception {
    post("/v1/track", writeKey, "{\"userId\":\"u\"}");
    assertThat(get("/metrics").body()).contains("plumbline_events_rejected_total 1.0");
  }

  private static Keys.Wish wish(ApiKey.Kind kind, String label, List<String> scopes) {
    return new Keys.Wish(kind, label, scopes, Optional.empty());
  }

  private Optional<Profile> profile(String user) {
    Identifier identifier = Identifier.user(user);
    return Optional.ofNullable(
        store.read(tx -> tx.profiles().find(List.of(identifier))).get(identifier));
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(server.url().resolve(path));
  }

  private HttpResponse<String> post(String path, String key, String body) throws Exception {
    HttpRequest request =
        at(path).header("X-Write-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** The first line of the answer to a path that is sent as it is. */
  private String raw(String path) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.url().getPort())) {
      String request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Write-Key: "
              + writeKey
              + "\r\nContent-Length: "
              + TRACK.length()
              + "\r\n\r\n"
              + TRACK;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = at(path).header("Authorization", "Bearer " + secretKey).GET().build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String replay(String body) throws Exception {
    HttpRequest request =
        at("/api/v1/rejected/replay")
            .header("Authorization", "Bearer " + secretKey)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
