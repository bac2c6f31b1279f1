package io.plumbline.bench;

import io.plumbline.server.collect.CollectionDesk;
import io.plumbline.server.collect.CollectionSettings;
import io.plumbline.server.collect.WriteKey;
import io.plumbline.server.live.Ingest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What it takes to read a batch of 100 events, from bytes to messages, without HTTP and without a
 * store: small events as server libraries send them, and large ones as browsers do.
 *
 * <p>Argument: rounds of 20 000 batches each, 5 unless told otherwise. The last rounds count.
 */
public final class CollectSpeed {
  private static final int EVENTS = 100;
  private static final int BATCHES = 20_000;

  private static final String CONTEXT =
      "{\"page\":{\"path\":\"/pricing\",\"referrer\":\"\",\"search\":\"?utm_source=newsletter\","
          + "\"title\":\"Pricing\",\"url\":\"https://example.com/pricing?utm_source=newsletter\"},"
          + "\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\","
          + "\"userAgentData\":{\"brands\":[{\"brand\":\"Chromium\",\"version\":\"156\"}],"
          + "\"mobile\":false,\"platform\":\"Linux\"},\"locale\":\"en-US\",\"library\":{\"name\":"
          + "\"analytics.js\",\"version\":\"npm:next-1.84.3\"},\"campaign\":{\"source\":"
          + "\"newsletter\",\"medium\":\"email\",\"name\":\"spring\"},\"timezone\":\"UTC\"}";

  private CollectSpeed() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    for (int i = 0; i < rounds; i++) {
      measure("small", batch("{\"library\":{\"name\":\"@segment/analytics-node\"}}"));
      measure("large", batch(CONTEXT));
    }
  }

  private static void measure(String what, byte[] body) {
    long[] taken = new long[1];
    Ingest counting =
        (messages, rejects) -> {
          taken[0] += messages.size();
          return CompletableFuture.completedFuture(new Ingest.Taken(messages.size(), 0));
        };
    CollectionDesk desk =
        new CollectionDesk(
            counting,
            key -> Optional.of(new WriteKey("bench")),
            CollectionSettings.DEFAULT,
            InstantSource.system(),
            Runnable::run);
    Instant received = Instant.parse("2026-11-21T20:00:00Z");
    long start = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      desk.take(body, "plw_bench", received);
    }
    double nanoseconds = System.nanoTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%s: %d bytes an event, %.0f ns an event, %.0f events a second on one thread%n",
        what,
        body.length / EVENTS,
        nanoseconds / taken[0],
        taken[0] * 1e9 / nanoseconds);
  }

  private static byte[] batch(String context) {
    return IntStream.range(0, EVENTS)
        .mapToObj(i -> event(i, context))
        .collect(
            Collectors.joining(
                ",",
                "{\"batch\":[",
                "],\"writeKey\":\"plw_bench\",\"sentAt\":\"2026-11-21T19:59:59.000Z\"}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String event(int i, String context) {
    return "{\"timestamp\":\"2026-11-21T19:59:58.123Z\",\"integrations\":{},\"type\":\"track\","
        + "\"event\":\"page_view\",\"userId\":\"user-"
        + i
        + "\",\"properties\":{\"path\":\"/pricing\",\"seconds\":"
        + i
        + ",\"plan\":\"pro\"},\"context\":"
        + context
        + ",\"messageId\":\"node-next-1795288024744-"
        + i
        + "\"}";
  }
}
