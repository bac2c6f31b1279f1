package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is known of leads and accounts is there before any model is. */
@Timeout(120)
final class BeforeAnyModelTest {
  @TempDir private Path folder;

  @Test
  void timeline_withoutAModel_hasTheEventsAllTheSame() throws Exception {
    try (LeadsServer server = LeadsServer.start(folder)) {
      server.group("ana", "acme", "\"name\":\"Acme\"");
      server.track("ana", "Clicked", "c1", "");

      for (String path : new String[] {"leads/ana", "accounts/acme"}) {
        JsonNode items = server.get(path + "/timeline").get("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).get("event").asString()).isEqualTo("Clicked");
        assertThat(items.get(0).get("counts_for")).isEmpty();
      }
      assertThat(server.refused(404, "leads/ana/explanation")).contains("publish one first");
      assertThat(server.refused(400, "leads/ana/timeline?model=b2b")).contains("there is none");
    }
  }
}
