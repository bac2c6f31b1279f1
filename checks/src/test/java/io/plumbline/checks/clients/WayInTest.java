package io.plumbline.checks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.start.PlumblineServer;
import io.plumbline.server.start.ServerOptions;
import io.plumbline.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser opens the link of the first start, and what comes after it. */
final class WayInTest {
  @TempDir Path data;

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @Test
  void firstLink_inABrowser_createsTheAdministrator_whoGoesOutAndComesBack() throws Exception {
    ServerOptions options = ServerOptions.in(data, InstantSource.system()).withPort(0);
    try (PlumblineServer server = PlumblineServer.start(options, new MemoryStore())) {
      String link = server.invite().orElseThrow().toString();

      String said =
          Clients.node(
              "way-in.mjs", link, "ana", "correct horse battery staple", Clients.browser());

      assertThat(said.lines().toList())
          .containsExactly(
              "Create the administrator",
              "Hello, ana",
              "Log in",
              "The name or the password is not right.",
              "Hello, ana");
    }
  }
}
