package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.Received;
import io.plumbline.store.Identifier;
import io.plumbline.store.Reject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bodies that no client sends: random bytes, mangled batches, deep and wide JSON, damaged and
 * exploding gzip. Each is answered by a clear refusal or ends in the list, and what is taken can be
 * kept by any store. {@code -Dlong=true} for the long form; {@code -Dseed=N} for one seed.
 */
final class RandomBodiesTest {
  private static final Set<Integer> CLEAR = Set.of(200, 400, 401, 413);
  private static final List<String> PATHS =
      List.of("/v1/batch", "/v1/track", "/v1/i", "/e/", "/batch/", "/cloudevents", "/api/s/page");

  private static final List<String> SEEDLINGS =
      List.of(
          "{\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"properties\":"
              + "{\"a\":{\"b\":[1,2.5e3,null,\"x\"]},\"c\":true}},{\"type\":\"page\","
              + "\"anonymousId\":\"a\",\"timestamp\":\"2024-05-06T07:08:09.123Z\"}],"
              + "\"context\":{\"page\":{\"url\":\"https://x/y\"}},\"sentAt\":1}",
          "{\"api_key\":\"k\",\"batch\":[{\"event\":\"$identify\",\"distinct_id\":\"u\",\"$set\":"
              + "{\"email\":\"e\"},\"properties\":{\"$groups\":{\"company\":\"c\"}}}]}",
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"u\","
              + "\"data\":{\"x\":1}}",
          "{\"type\":\"group\",\"userId\":7,\"groupId\":\"g\","
              + "\"traits\":{\"n\":\"\\u0000\\ud800\"}}");

  private static final List<String> SPLINTERS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "1e999999999",
          "-0",
          "\"\\u0000\"",
          "\"\\udc00\"",
          "[[[[]]]]",
          "9".repeat(2000),
          "\"userId\":",
          "\"userId\":[1],",
          "{\"a\":",
          "\"type\":\"track\",",
          "\"\u001c\"",
          "\u00ff",
          "\"\u3000\"",
          ",",
          ":",
          "}",
          "]");

  private final long seed = Long.getLong("seed", 20_261_122L);
  private final Random random = new Random(seed);
  private final CollectionServer server = new CollectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anyBody_overHttp_isAnsweredClearly() {
    int bodies = Boolean.getBoolean("long") ? 20_000 : 500;
    for (int i = 0; i < bodies; i++) {
      byte[] body = body();
      String path = PATHS.get(random.nextInt(PATHS.size()));
      HttpResponse<String> answer =
          server.send(server.request(path).header("X-Write-Key", CollectionServer.KEY), body);
      assertThat(CLEAR)
          .as("seed %d, body %d to %s: %s", seed, i, path, answer.body())
          .contains(answer.statusCode());
    }
  }

  @Test
  void anyBody_read_isRefusedListedOrCanBeKept() {
    int bodies = Boolean.getBoolean("long") ? 2_000_000 : 20_000;
    RecordingIngest ingest = new RecordingIngest();
    WriteKeys keys = key -> Optional.of(new WriteKey("web"));
    for (int i = 0; i < bodies; i++) {
      RecordingIngest kept = i % 1000 == 0 ? new RecordingIngest() : ingest;
      Collector collector = new Collector(kept, keys, CollectionSettings.DEFAULT);
      byte[] body = body();
      try {
        collector.collect(delivery(Inflated.of(body))).toCompletableFuture().join();
      } catch (CompletionException | Refusal failure) {
        Throwable cause = failure instanceof Refusal ? failure : failure.getCause();
        assertThat(cause)
            .as("seed %d, body %d: %s", seed, i, new String(body, StandardCharsets.UTF_8))
            .isInstanceOf(Refusal.class);
      }
      ingest = kept;
      if (i % 1000 == 999) {
        assertThat(ingest.messages()).isNotEmpty().allSatisfy(RandomBodiesTest::assertKeepable);
        assertThat(ingest.rejects()).isNotEmpty().allSatisfy(RandomBodiesTest::assertKeepable);
      }
    }
  }

  private Delivery delivery(byte[] body) {
    Language[] languages = Language.values();
    return new Delivery(
        body,
        languages[random.nextInt(languages.length)],
        Optional.of(CollectionServer.KEY),
        random.nextBoolean(),
        random.nextBoolean() ? Optional.of("track") : Optional.empty(),
        CollectionServer.NOW);
  }

  @Test
  void deepJson_isRefusedOrItsDepthsLeftOut() {
    String deep = "[".repeat(100_000);
    assertThat(server.post("/v1/batch", deep).statusCode()).isEqualTo(400);
    String inside = "{\"a\":".repeat(400) + "1" + "}".repeat(400);
    String call = "{\"type\":\"page\",\"userId\":\"u\",\"properties\":" + inside + "}";
    assertThat(server.post("/v1/page", call).statusCode()).isEqualTo(200);
    assertThat(server.ingest.only().event().orElseThrow().properties()).isEmpty();
  }

  @Test
  void deepEvent_inABatch_takesNoOtherWithIt() {
    String deep = "[".repeat(16_000) + "]".repeat(16_000);
    String call = "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"a\":%s}}";
    String batch = "{\"batch\":[" + call.formatted(deep) + "," + call.formatted("1") + "]}";

    assertThat(server.post("/v1/batch", batch).statusCode()).isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(2);
  }

  @Test
  void wideBody_ofSmallValues_isRejectedInLittleMemory() {
    String list = "[1" + ",1".repeat(2_000_000) + "]";
    String call = "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"l\":" + list + "}}";
    assertThat(server.post("/v1/page", call).statusCode()).isEqualTo(200);
    assertThat(server.ingest.onlyReject().code()).isEqualTo("too_large");
  }

  @Test
  void duplicateKeys_lastOneCounts() {
    String call =
        "{\"type\":\"page\",\"userId\":\"a\",\"userId\":\"b\",\"properties\":{\"x\":1},"
            + "\"properties\":{\"x\":2}}";
    assertThat(server.post("/v1/page", call).statusCode()).isEqualTo(200);
    assertThat(server.ingest.only().userId()).hasValue("b");
    assertThat(server.ingest.only().event().orElseThrow().properties().get("x").toString())
        .contains("2");
  }

  private byte[] body() {
    byte[] body =
        random.nextInt(4) == 0 ? noise() : mangled(SEEDLINGS.get(random.nextInt(SEEDLINGS.size())));
    return switch (random.nextInt(6)) {
      case 0 -> gzip(body);
      case 1 -> damaged(gzip(body));
      default -> body;
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] mangled(String text) {
    StringBuilder mangled = new StringBuilder(text);
    for (int cuts = random.nextInt(4); cuts > 0; cuts--) {
      int at = random.nextInt(mangled.length() + 1);
      String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
      int to = Math.min(mangled.length(), at + random.nextInt(12));
      mangled.replace(at, random.nextBoolean() ? to : at, splinter);
    }
    return mangled
        .toString()
        .getBytes(random.nextInt(8) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private byte[] damaged(byte[] gzip) {
    byte[] damaged = Arrays.copyOf(gzip, 1 + random.nextInt(gzip.length));
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void assertKeepable(Received message) {
    assertThat(message.toString()).doesNotContain("\0");
    message.userId().map(Identifier::user).ifPresent(id -> assertEncodable(id.value()));
    message.anonymousId().map(Identifier::anonymous).ifPresent(id -> assertEncodable(id.value()));
    message
        .membership()
        .map(membership -> Identifier.account(membership.accountId()))
        .ifPresent(id -> assertEncodable(id.value()));
    assertThat(message.messageId()).isNotBlank().hasSizeLessThanOrEqualTo(100);
    assertEncodable(message.toString());
  }

  private static void assertKeepable(Reject reject) {
    assertThat(reject.payload() + reject.reason()).doesNotContain("\0");
    assertEncodable(reject.payload());
    assertEncodable(reject.reason());
  }

  private static void assertEncodable(String text) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
  }
}
