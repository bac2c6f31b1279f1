package io.plumbline.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerClientTest {
  @TempDir private Path folder;
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", ServerClientTest::echo);
    server.createContext(
        "/refuse",
        exchange ->
            answer(
                exchange,
                422,
                "{\"detail\": \"it has errors\", \"errors\": [{\"at\": \"a:1:2\", \"detail\":"
                    + " \"no\"}]}"));
    server.createContext("/page", exchange -> answer(exchange, 200, "<html>Welcome</html>"));
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void request_withKeyFile_carriesTheKey() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "pls_abc\n");
    ServerClient client = ServerClient.at(address + "/", Optional.of(file));
    ServerAnswer answer = client.post("/echo", Map.of("note", "é"));
    assertThat(answer.json().path("key").asString()).isEqualTo("Bearer pls_abc");
    assertThat(answer.json().path("body").path("note").asString()).isEqualTo("é");
    assertThat(answer.header("etag")).contains("\"1\"");
  }

  @Test
  void refusal_withErrors_namesStatusDetailAndEach() {
    ServerClient client = ServerClient.at(address, Optional.empty());
    assertThatThrownBy(() -> client.get("/refuse"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("(422): it has errors\na:1:2: no")
        .extracting(it -> ((ClientException) it).status())
        .isEqualTo(422);
  }

  @Test
  void answerOfSomethingElse_isSaidPlainly() {
    ServerClient client = ServerClient.at(address, Optional.empty());
    assertThatThrownBy(() -> client.get("/page")).hasMessageContaining("is no Plumbline");
  }

  @Test
  void nobodyListening_isSaidPlainly() {
    server.stop(0);
    ServerClient client = ServerClient.at(address, Optional.empty());
    assertThatThrownBy(() -> client.get("/echo")).hasMessageContaining("is it running?");
  }

  @Test
  void addressOrKeyThatMakesNoSense_isRefusedBeforeAnythingIsSent() throws IOException {
    assertThatThrownBy(() -> ServerClient.at("ftp://x", Optional.empty()))
        .hasMessageContaining("expected one such as");
    Path long1 = Files.writeString(folder.resolve("long"), "k".repeat(5000));
    Path lines = Files.writeString(folder.resolve("lines"), "a\nb");
    for (Path file : new Path[] {long1, lines, folder.resolve("none")}) {
      assertThatThrownBy(() -> ServerClient.at(address, Optional.of(file)))
          .isInstanceOf(ClientException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, 200, "{\"key\": \"" + key + "\", \"body\": " + body + "}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("ETag", "\"1\"");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
