package io.plumbline.server.access;

import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/audit")
@Tag(name = "audit", description = "Who changed what, and when.")
public final class AuditController {
  private static final String LIST = "audit";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Store store;

  public AuditController(Store store) {
    this.store = store;
  }

  /** An entry as it is shown. */
  record Shown(
      String id,
      Instant at,
      String actor,
      String action,
      String target,
      Optional<JsonNode> detail) {
    static Shown of(AuditEntry entry) {
      return new Shown(
          Long.toString(entry.key()),
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.target(),
          entry.detail().isEmpty() ? Optional.empty() : Optional.of(json(entry.detail())));
    }

    private static JsonNode json(String detail) {
      try {
        return JSON.readTree(detail);
      } catch (JacksonException plainText) {
        return JSON.getNodeFactory().stringNode(detail);
      }
    }
  }

  @GetMapping
  @Operation(summary = "The audit log, the latest first")
  Page<Shown> list(@RequestParam Optional<Integer> limit, @RequestParam Optional<String> after) {
    int most = Page.limit(limit);
    Optional<Long> before = Cursor.key(LIST, after);
    List<AuditEntry> entries = store.read(tx -> tx.audit().list(before, most + 1));
    return Page.cut(entries, most, entry -> Cursor.ofKey(LIST, entry.key())).map(Shown::of);
  }
}
