package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import io.plumbline.checks.serve.Snippets.Snippet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page on the REST API is true: its commands are run, in their order, on a running server. */
@Timeout(300)
final class RestPageTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));

  /** What the page says that the server has. */
  private static final String SAID =
      """
      {"batch": [
        {"type": "identify", "userId": "maria",
         "traits": {"email": "maria@nord.example", "company": "Nord", "country": "RO"}},
        {"type": "group", "userId": "maria", "groupId": "nord", "traits": {"name": "Nord"}},
        {"type": "track", "userId": "maria", "event": "form_submit",
         "properties": {"form": "demo"}},
        {"type": "page", "anonymousId": "a-1", "name": "Pricing"}
      ]}
      """;

  @TempDir private Path folder;

  @Test
  void page_commands_answerWhatItSays() throws Exception {
    Setup setup = Setup.in(folder);
    Calls.Keys keys = Keyring.create(setup);
    Calls calls = new Calls(keys);
    List<Snippet> snippets = Snippets.of(Files.readString(ROOT.resolve("docs/reference/rest.md")));
    assertThat(snippets).hasSizeGreaterThan(4);
    try (ServerProcess server = ServerProcess.start(setup)) {
      calls.publish(server.url(), Files.readString(ROOT.resolve("models/b2b-saas/model.yaml")));
      calls.batch(server.url(), SAID).mustBe(200);
      Snippets reader =
          new Snippets(folder, Map.of("HOST", server.url().toString(), "KEY", keys.secret()));
      for (Snippet snippet : snippets) {
        reader.run(snippet);
      }
    }
  }
}
