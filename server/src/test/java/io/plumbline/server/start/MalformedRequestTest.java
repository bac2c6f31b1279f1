package io.plumbline.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP is answered like everything else, and says nothing of what answers. */
class MalformedRequestTest {
  @TempDir static Path data;
  private static PlumblineServer server;

  @BeforeAll
  static void start() {
    server =
        PlumblineServer.start(
            ServerOptions.in(data, new TestClock()).withPort(0), new MemoryStore());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /a|b<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /a%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: odd\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\nConnection: close\r\n\r\n",
      })
  void request_thatIsNone_isAnsweredWithAProblem(String request) throws Exception {
    assertProblem(send(request));
  }

  @Test
  void head_thatIsTooLong_isAnsweredWithAProblem() throws Exception {
    assertProblem(send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  }

  private static void assertProblem(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"code\":\"invalid\"")
        .doesNotContainIgnoringCase("<html", "tomcat", "apache", "\tat ", "script");
  }

  private static String send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
