package io.plumbline.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is taken at once, and what is said of more. */
final class BodyLimitsTest {
  private static final int MORE_THAN_THREADS = 300;
  private static final String TRACK =
      "{\"type\":\"track\",\"event\":\"Demo Requested\",\"userId\":\"u-1\",\"messageId\":\"m-1\"}";

  private final CollectionServer server = new CollectionServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void gzip_largerThanLimitInflated_isRefused() {
    byte[] bomb = gzip(new byte[CollectionLimits.BODY_BYTES + 1]);
    assertThat(status(server.request("/v1/track").header("X-Write-Key", "k"), bomb)).isEqualTo(413);
  }

  /** A body of many small values takes thirty times its size once read. */
  @ParameterizedTest
  @ValueSource(longs = {256, 512, 2048, 16384})
  void bodiesThatWait_takeNotMoreThanHalfOfTheHeap_butTheLargestIsTaken(long megabytes) {
    long heap = megabytes << 20;

    assertThat(CollectionDesk.pendingBytes(heap))
        .isBetween((long) CollectionLimits.BODY_BYTES, heap / 2 / 30);
  }

  @Test
  void gzip_thatBreaksOff_isRefused() {
    byte[] whole = gzip(TRACK.getBytes(StandardCharsets.UTF_8));
    byte[] part = Arrays.copyOf(whole, whole.length / 2);
    assertThat(status(server.request("/v1/track").header("X-Write-Key", "k"), part)).isEqualTo(400);
  }

  @Test
  void body_largerThanLimit_isRefusedAfterItWasRead() {
    byte[] body = new byte[CollectionLimits.BODY_BYTES + 1];
    assertThat(status(server.request("/v1/track"), body)).isEqualTo(413);
  }

  @Test
  void body_largerThanWhatIsRead_isRefusedBeforeItComes() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String head =
          "POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: "
              + (CollectionLimits.DISCARDED_BYTES + 1)
              + "\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void batch_of500Kilobytes_isTaken() {
    String padding = "x".repeat(20_000);
    String event =
        "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"properties\":{\"p\":\""
            + padding
            + "\"}}";
    String body =
        IntStream.range(0, 25).mapToObj(i -> event).collect(Collectors.joining(",", "[", "]"));
    assertThat(server.post("/v1/batch", "{\"batch\":" + body + "}").statusCode()).isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(25);
  }

  @Test
  void batch_ofMostEvents_isTakenAndOneMoreRefused() {
    String most =
        IntStream.range(0, CollectionLimits.EVENTS)
            .mapToObj(i -> TRACK)
            .collect(Collectors.joining(","));
    assertThat(server.post("/v1/batch", "{\"batch\":[" + most + "]}").statusCode()).isEqualTo(200);
    assertThat(server.post("/v1/batch", "{\"batch\":[" + most + "," + TRACK + "]}").statusCode())
        .isEqualTo(413);
    assertThat(server.ingest.messages()).hasSize(CollectionLimits.EVENTS);
  }

  @Test
  void event_largerThanLimit_isRejectedAndTheOthersTaken() {
    String large =
        TRACK.replace("}", ",\"x\":\"" + "y".repeat(CollectionLimits.EVENT_BYTES) + "\"}");
    assertThat(server.post("/v1/batch", "{\"batch\":[" + TRACK + "," + large + "]}").statusCode())
        .isEqualTo(200);
    assertThat(server.ingest.messages()).hasSize(1);
    assertThat(server.ingest.onlyReject().code()).isEqualTo("too_large");
    assertThat(server.ingest.onlyReject().payload())
        .hasSize(CollectionLimits.PAYLOAD_BYTES + "...".length());
  }

  @Test
  void slowClients_moreThanThereAreThreads_keepNobodyFromSending() throws IOException {
    String half = "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{\"type\":";
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        slow.add(socket);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(server.post("/v1/track", TRACK).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private int status(HttpRequest.Builder request, byte[] body) {
    return server.send(request, body).statusCode();
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
}
