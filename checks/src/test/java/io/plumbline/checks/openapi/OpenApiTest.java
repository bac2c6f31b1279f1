package io.plumbline.checks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.store.memory.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document that a server gives out, under the rules of Spectral. */
@Timeout(300)
final class OpenApiTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
  private static final Path SOURCES = ROOT.resolve("checks/src/test/npm/openapi");
  private static final Path FOLDER = ROOT.resolve("checks/target/openapi");

  @TempDir private Path data;

  @Test
  void document_ofAServer_hasNoFindings() throws Exception {
    Files.createDirectories(FOLDER);
    for (String name : List.of("package.json", "package-lock.json", ".npmrc", "ruleset.yaml")) {
      Path copy = FOLDER.resolve(name);
      Files.copy(SOURCES.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(FOLDER.resolve("openapi.json"), document());
    Path linter = FOLDER.resolve("node_modules/.bin/spectral");
    if (!Files.isExecutable(linter)) {
      run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    String found =
        run(linter.toString(), "lint", "openapi.json", "-r", "ruleset.yaml", "-F", "hint");

    assertThat(found).contains("No results with a severity");
  }

  private String document() throws IOException, InterruptedException {
    ServerOptions options = ServerOptions.in(data, InstantSource.system()).withPort(0);
    try (PlumblineServer server = PlumblineServer.start(options, new MemoryStore())) {
      URI uri = URI.create(server.url() + "/api/v1/openapi.json");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
          .body();
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path said = FOLDER.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(200, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = Files.readString(said);
    assertThat(process.exitValue()).describedAs(output).isZero();
    return output;
  }
}
