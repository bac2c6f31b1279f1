package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A list that is read page by page while its scores change. */
@Timeout(120)
final class LeadPagesOverHttpTest {
  @TempDir private Path folder;

  @Test
  void pages_whileScoresChange_haveEveryoneElseOnce() throws Exception {
    try (LeadsServer server = LeadsServer.start(folder, LeadsServer.MODEL)) {
      for (int i = 0; i < 9; i++) {
        server.identify("p" + i, "\"country\":\"RO\"");
      }
      String list = "leads?sort=-total,id&limit=3";
      List<String> seen = new ArrayList<>();
      Optional<String> next = Optional.of("");
      for (int page = 0; next.isPresent(); page++) {
        JsonNode read = server.get(list + next.get());
        read.get("items").forEach(item -> seen.add(item.get("id").asString()));
        next =
            Optional.of(read.at("/paging/next").asString(""))
                .filter(it -> !it.isEmpty())
                .map(it -> "&after=" + it);
        // The first rises while it was seen already, the last does before it is.
        server.track(page == 0 ? "p0" : "p8", "Clicked", "moved " + page, "");
      }

      assertThat(seen)
          .contains("p1", "p2", "p3", "p4", "p5", "p6", "p7")
          .doesNotHaveDuplicates()
          .startsWith("p0");
    }
  }
}
