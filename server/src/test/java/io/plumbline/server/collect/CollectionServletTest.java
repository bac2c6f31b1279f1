package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Value;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest;
import io.plumbline.store.Reject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The collection API as clients see it. */
final class CollectionServletTest {
  private static final String TRACK =
      "{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\"u-1\",\"messageId\":\"m-1\"}";

  private final CollectionServer server = new CollectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "import", "b"})
  void batchRoute_withAndWithoutSlash_takesBatch(String word) {
    String body = "{\"batch\":[" + TRACK + "]}";
    assertThat(server.post("/v1/" + word, body).body()).isEqualTo("{\"success\":true}");
    assertThat(server.post("/v1/" + word + "/", body).statusCode()).isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"{},an object", "null,null", "3,a number"})
  void batchRoute_batchThatIsNoList_isListedAsWhatItIs(String batch, String found) {
    assertThat(server.post("/v1/batch", "{\"batch\":" + batch + "}").statusCode()).isEqualTo(200);

    Reject reject = server.ingest.rejects().get(0);
    assertThat(reject.code()).isEqualTo("wrong_type");
    assertThat(reject.reason()).isEqualTo("$.batch: found " + found + ", expected a list");
  }

  @Test
  void callRoute_withAFieldCalledBatch_isACall() {
    String call = "{\"event\":\"Baked\",\"anonymousId\":\"a-1\",\"batch\":{\"oven\":1}}";
    assertThat(server.post("/v1/track", call).statusCode()).isEqualTo(200);
    assertThat(server.ingest.only().event()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "track,Bought",
    "t,Bought",
    "page,page_view",
    "p,page_view",
    "screen,screen_view",
    "s,screen_view"
  })
  void callRoute_bodyWithoutType_isWhatTheRouteSays(String word, String type) {
    String body = "{\"event\":\"Bought\",\"anonymousId\":\"a-1\"}";
    assertThat(server.post("/v1/" + word, body).statusCode()).isEqualTo(200);
    assertThat(server.post("/v1/" + word + "/", body).statusCode()).isEqualTo(200);
    assertThat(server.ingest.messages())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.event().orElseThrow().type()).isEqualTo(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identify", "i", "group", "g", "alias", "a"})
  void callRoute_aboutPeople_isNoEvent(String word) {
    String body =
        "{\"userId\":\"u-1\",\"groupId\":\"acme\",\"previousId\":\"a-1\",\"traits\":{\"x\":1}}";
    assertThat(server.post("/v1/" + word, body).statusCode()).isEqualTo(200);
    assertThat(server.ingest.only().event()).isEmpty();
  }

  @Test
  void key_inBasicUserName_isTaken() {
    assertThat(status(basic(CollectionServer.KEY + ":"))).isEqualTo(200);
  }

  @Test
  void key_inHeaderWithSecret_isTaken() {
    assertThat(
            server
                .send(
                    server.request("/v1/track").header("X-Write-Key", CollectionServer.KEY + ":s"),
                    TRACK)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void key_inQuery_isTaken() {
    String path = "/beacon/v1/batch?x=1&writeKey=" + CollectionServer.KEY;
    assertThat(server.send(server.request(path), "{\"batch\":[" + TRACK + "]}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void key_inBody_isTaken() {
    String body = "{\"batch\":[" + TRACK + "],\"writeKey\":\"" + CollectionServer.KEY + "\"}";
    assertThat(server.send(server.request("/v1/import/"), body).statusCode()).isEqualTo(200);
  }

  @Test
  void key_wrongInHeaderRightInBody_isRefused() {
    String body = "{\"batch\":[" + TRACK + "],\"writeKey\":\"" + CollectionServer.KEY + "\"}";
    assertThat(server.send(basic("plw_other:"), body).statusCode()).isEqualTo(401);
    assertThat(server.ingest.messages()).isEmpty();
  }

  @Test
  void key_nowhere_isRefused() {
    assertThat(server.send(server.request("/v1/track"), TRACK).statusCode()).isEqualTo(401);
  }

  @Test
  void contentType_ofForm_isIgnored() {
    HttpRequest.Builder request =
        server
            .request("/v1/track")
            .header("X-Write-Key", CollectionServer.KEY)
            .header("Content-Type", "application/x-www-form-urlencoded");
    assertThat(server.send(request, TRACK).statusCode()).isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gzip_withAndWithoutHeader_isInflated(boolean header) {
    HttpRequest.Builder request =
        server.request("/v1/track").header("X-Write-Key", CollectionServer.KEY);
    if (header) {
      request.header("Content-Encoding", "gzip");
    }
    assertThat(server.send(request, gzip(TRACK.getBytes(StandardCharsets.UTF_8))).statusCode())
        .isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(1);
  }

  @Test
  void batch_withOneBadEvent_takesTheOthersAndListsIt() {
    HttpResponse<String> answer =
        server.post("/v1/batch", "{\"batch\":[" + TRACK + ",{\"type\":\"track\"}," + TRACK + "]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true,\"rejected\":1}");
    assertThat(server.ingest.messages()).hasSize(2);
    assertThat(server.ingest.onlyReject().reason())
        .isEqualTo("$.batch[1].event: found nothing, expected text");
    assertThat(server.ingest.onlyReject().payload()).isEqualTo("{\"type\":\"track\"}");
    assertThat(server.ingest.onlyReject().source()).isEqualTo("key:web");
  }

  @Test
  void userId_thatIsTheIdOfAnAnonymousLead_isRejected() {
    String[] calls = {
      TRACK.replace("u-1", "anonymous:a"), TRACK.replace("userId", "anonymousId"), TRACK
    };
    server.post("/v1/batch", "{\"batch\":[" + String.join(",", calls) + "]}");
    assertThat(server.ingest.messages()).hasSize(2);
    assertThat(server.ingest.onlyReject().code()).isEqualTo("reserved_id");
    assertThat(server.ingest.onlyReject().reason())
        .startsWith("$.batch[0]: found the user id \"anonymous:a\"");
  }

  @Test
  void event_thatCannotBeProcessed_isListedAsItWasSent() {
    server.ingest.failAt(Map.of(1, "the server could not process this event: broken"));
    String second = TRACK.replace("u-1", "u-2");
    HttpResponse<String> answer =
        server.post("/v1/batch", "{\"batch\":[{}," + TRACK + "," + second + "]}");
    assertThat(answer.body()).isEqualTo("{\"success\":true,\"rejected\":2}");
    Reject failed = server.ingest.rejects().get(1);
    assertThat(failed.code()).isEqualTo("unprocessable");
    assertThat(failed.reason()).startsWith("$.batch[2]: the server could not process");
    assertThat(failed.payload()).isEqualTo(second);
  }

  @Test
  void body_thatIsNoJson_isRefusedAndListed() {
    assertThat(server.post("/v1/batch", "{\"batch\":[").statusCode()).isEqualTo(400);
    assertThat(server.ingest.onlyReject().code()).isEqualTo("unreadable_body");
    assertThat(server.ingest.onlyReject().payload()).isEqualTo("{\"batch\":[");
  }

  @Test
  void text_thatIsNoUtf8_isTakenWithReplacementCharacters() {
    byte[] latin1 = TRACK.replace("Demo", "D\u00E9mo").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            status(server.request("/v1/track").header("X-Write-Key", CollectionServer.KEY), latin1))
        .isEqualTo(200);
    assertThat(server.ingest.only().event().orElseThrow().type()).isEqualTo("D\uFFFDmo Requested");
  }

  @Test
  void queue_full_is429WithRetryAfterAndNothingTaken() {
    server.ingest.refuse(
        new Refusal(Refusal.Code.TOO_MANY, "full", Optional.of(Duration.ofMillis(1500))));
    HttpResponse<String> answer = server.post("/v1/track", TRACK);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(server.ingest.messages()).isEmpty();
  }

  @Test
  void store_away_is503WithRetryAfter() {
    server.ingest.refuse(new Refusal(Refusal.Code.UNAVAILABLE, "away"));
    HttpResponse<String> answer = server.post("/v1/track", TRACK);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void answer_comesOnlyWhenEventsAreKept() {
    CompletableFuture<Ingest.Taken> disk = server.ingest.hold();
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> server.post("/v1/track", TRACK));
    while (server.ingest.messages().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(answer).isNotDone();
    disk.complete(new Ingest.Taken(1, 0));
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void get_ofRouteForEvents_isNotAllowed() {
    assertThat(server.send(server.request("/v1/track").GET()).statusCode()).isEqualTo(405);
    assertThat(server.send(server.request("/v1/nothing").GET()).statusCode()).isEqualTo(404);
    assertThat(server.post("/v1/nothing", TRACK).statusCode()).isEqualTo(404);
  }

  @Test
  void jitsu_singleCall_getsItsJson() {
    assertThat(server.post("/api/s/track", TRACK).body()).isEqualTo("{\"ok\":true}");
    assertThat(server.ingest.messages()).hasSize(1);
  }

  @Test
  void cloudEvent_inHeadersChunked_isDecodedOnce() {
    HttpRequest.Builder request =
        server
            .request("/cloudevents")
            .header("X-Write-Key", CollectionServer.KEY)
            .header("ce-specversion", "1.0")
            .header("ce-id", "a%2520b")
            .header("ce-source", "/web/forms")
            .header("ce-type", "demo%20requested")
            .header("ce-subject", "ana+x%40example.ro")
            .header("ce-time", "2024-05-06T07:08:09Z")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () ->
                        new java.io.ByteArrayInputStream(
                            "{\"plan\":\"pro\"}".getBytes(StandardCharsets.UTF_8))));
    assertThat(server.send(request).statusCode()).isEqualTo(200);
    var message = server.ingest.only();
    assertThat(message.userId()).hasValue("ana+x@example.ro");
    assertThat(message.messageId()).isEqualTo("/web/forms a%20b");
    assertThat(message.event().orElseThrow().type()).isEqualTo("demo requested");
    assertThat(message.event().orElseThrow().properties())
        .containsEntry("plan", new Value.Text("pro"));
  }

  private HttpRequest.Builder basic(String user) {
    String coded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return server.request("/v1/track").header("Authorization", "Basic " + coded);
  }

  private int status(HttpRequest.Builder request) {
    return server.send(request, TRACK).statusCode();
  }

  private int status(HttpRequest.Builder request, byte[] body) {
    return server.send(request, body).statusCode();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
