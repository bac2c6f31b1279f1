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
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the API offers is in the table of paths, and nothing else of it is. */
class DocumentedPathsTest {
  @TempDir Path data;

  @Test
  void everyOperationOfTheApi_isForSomebody() throws Exception {
    List<MockHttpServletRequest> operations = operations();

    assertThat(operations).hasSizeGreaterThan(30);
    assertThat(operations)
        .filteredOn(operation -> PathTable.row(operation).isEmpty())
        .extracting(DocumentedPathsTest::name)
        .isEmpty();
  }

  @Test
  void everyPathOfTheTable_decidesAboutAnOperation() throws Exception {
    List<MockHttpServletRequest> operations = operations();
    operations.add(new MockHttpServletRequest("GET", "/api/v1/openapi.json"));
    List<String> inVain = new ArrayList<>();
    for (PathTable.Row row : PathTable.ROWS) {
      for (int i = 0; i < row.paths().size(); i++) {
        RequestMatcher path = row.matchers().get(i);
        boolean decides =
            operations.stream()
                .filter(path::matches)
                .anyMatch(operation -> PathTable.row(operation).filter(row::equals).isPresent());
        if (row.paths().get(i).startsWith("/api/") && !decides) {
          inVain.add(row.methods() + " " + row.paths().get(i));
        }
      }
    }

    assertThat(inVain).isEmpty();
  }

  @Test
  void everyOperation_saysWhichScopeItNeeds() throws Exception {
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        PathTable.Row row = PathTable.row(request(method, path.getKey())).orElseThrow();
        List<String> scopes =
            row.grant().authorities().stream().filter(it -> it.startsWith("SCOPE_")).toList();
        JsonNode said = operation.getValue().path("description");

        assertThat(said.asString())
            .as(method + " " + path.getKey())
            .doesNotContain("null")
            .matches(
                text -> scopes.stream().allMatch(it -> text.contains(it.replace("SCOPE_", ""))));
        assertThat(said.asString().contains("with the scope")).isNotEqualTo(scopes.isEmpty());
      }
    }
  }

  private static MockHttpServletRequest request(String method, String template) {
    return new MockHttpServletRequest(method, template.replaceAll("\\{[^}]*}", "1"));
  }

  private static String name(MockHttpServletRequest operation) {
    return operation.getMethod() + " " + operation.getRequestURI();
  }

  private List<MockHttpServletRequest> operations() throws Exception {
    List<MockHttpServletRequest> operations = new ArrayList<>();
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.add(request(operation.getKey().toUpperCase(Locale.ROOT), path.getKey()));
      }
    }
    return operations;
  }

  private JsonNode document() throws Exception {
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    try (PlumblineServer server =
        PlumblineServer.start(ServerOptions.in(data, noon).withPort(0), new MemoryStore())) {
      HttpRequest request =
          HttpRequest.newBuilder(server.url().resolve("/api/v1/openapi.json")).build();
      return JsonMapper.shared()
          .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }
  }
}
