package io.plumbline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.store.memory.MemoryStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the API offers is in the table of paths: a new path must be entered there. */
class DocumentedPathsTest {
  @TempDir Path data;

  @Test
  void everyOperationOfTheApi_isForSomebody() throws Exception {
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    List<String> forNobody = new ArrayList<>();
    int operations = 0;
    try (PlumblineServer server =
        PlumblineServer.start(ServerOptions.in(data, noon).withPort(0), new MemoryStore())) {
      HttpRequest request =
          HttpRequest.newBuilder(server.url().resolve("/api/v1/openapi.json")).build();
      String document = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      for (var path : JsonMapper.shared().readTree(document).path("paths").properties()) {
        for (var operation : path.getValue().properties()) {
          operations++;
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          String url = path.getKey().replaceAll("\\{[^}]*}", "1");
          if (PathTable.row(new MockHttpServletRequest(method, url)).isEmpty()) {
            forNobody.add(method + " " + path.getKey());
          }
        }
      }
    }

    assertThat(operations).isGreaterThan(30);
    assertThat(forNobody).isEmpty();
  }
}
