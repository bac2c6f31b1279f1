package io.plumbline.server.publish;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.publish.ModelJson.RunShown;
import io.plumbline.server.publish.Publishing.Started;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Run;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of runs over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/runs")
@Tag(name = "runs", description = "Work on the scores of many: when, by whom, how it ended.")
public final class RunController {
  private static final String LIST = "runs";

  private final Store store;
  private final Publishing publishing;

  public RunController(Store store, Publishing publishing) {
    this.store = store;
    this.publishing = publishing;
  }

  @GetMapping
  @Operation(summary = "All runs, the latest first")
  Page<RunShown> list(@RequestParam Optional<String> after, @RequestParam Optional<Integer> limit) {
    int most = Page.limit(limit);
    Optional<Long> before = Cursor.key(LIST, after);
    List<RunShown> runs =
        store.read(
            tx -> tx.runs().list(before, most + 1).stream().map(it -> shown(tx, it)).toList());
    return Page.cut(runs, most, it -> Cursor.ofKey(LIST, it.run()));
  }

  @GetMapping("/{run}")
  @Operation(summary = "One run, or how far it has come")
  RunShown get(@PathVariable long run) {
    return store.read(
        tx ->
            shown(
                tx,
                tx.runs()
                    .get(run)
                    .orElseThrow(
                        () ->
                            new Refusal(Refusal.Code.NOT_FOUND, "There is no run " + run + "."))));
  }

  @DeleteMapping("/{run}")
  @Operation(summary = "Stop a run; what it did so far is taken back")
  RunShown cancel(@PathVariable long run, Principal principal) {
    get(run);
    publishing.cancel(run, principal.getName());
    return get(run);
  }

  private RunShown shown(Transaction tx, Run run) {
    OptionalLong key = run.version();
    Optional<ModelVersion> version =
        key.isPresent() ? tx.models().get(key.getAsLong()) : Optional.empty();
    Optional<Progress> progress =
        publishing.underWay().filter(it -> it.run().key() == run.key()).map(Started::progress);
    return RunShown.of(run, version, progress);
  }
}
