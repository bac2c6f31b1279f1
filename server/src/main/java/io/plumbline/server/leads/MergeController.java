package io.plumbline.server.leads;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.Caller;
import io.plumbline.server.live.Merges;
import io.plumbline.store.Merge;
import io.plumbline.store.Transaction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Leads that are made one, and made two again. */
@RestController
@Tag(name = "merges", description = "Leads that are made one, and made two again.")
public final class MergeController {
  private final SubjectBook book;
  private final Merges merges;

  public MergeController(SubjectBook book, Merges merges) {
    this.book = book;
    this.merges = merges;
  }

  /** A merge as it is shown. */
  @Schema(name = "Merge", description = "Two leads that were made one.")
  public record Shown(
      @Schema(example = "7") long key,
      @Schema(description = "The lead that is no longer one of its own.", example = "anonymous:x")
          String from,
      @Schema(description = "The lead that has all facts.", example = "42") String into,
      Instant at,
      @Schema(example = "identify") String cause,
      @Schema(description = "When it was undone.") Optional<Instant> undoneAt) {}

  /** The merges of one lead. */
  @Schema(name = "Merges", description = "The merges of one lead, in the order made.")
  public record All(List<Shown> items) {
    public All {
      items = List.copyOf(items);
    }
  }

  /** What is to be merged into the lead of the path. */
  @Schema(name = "MergeRequest", description = "The lead that is to become part of another.")
  public record Request(
      @Schema(example = "anonymous:x", requiredMode = Schema.RequiredMode.REQUIRED)
          Optional<String> from) {}

  @GetMapping("/api/v1/leads/{id}/merges")
  @Operation(
      operationId = "listMerges",
      summary = "List merges of a lead",
      description = "In the order made, undone ones included.")
  All list(@PathVariable String id) {
    long subject = book.subject(false, id);
    return book.store()
        .read(
            tx ->
                new All(
                    tx.profiles().mergesOf(subject).stream()
                        .map(merge -> shown(tx, merge))
                        .toList()));
  }

  @PostMapping("/api/v1/leads/{id}/merge")
  @Operation(
      operationId = "mergeLeads",
      summary = "Merge another lead into this one",
      description = "Both histories become one, and are scored as one before the reply.")
  Shown merge(@PathVariable String id, @RequestBody Request body, HttpServletRequest request) {
    String from =
        body.from()
            .orElseThrow(
                () -> new Refusal(Refusal.Code.INVALID, "The body needs from, a lead's id."));
    long into = book.subject(false, id);
    long merged = book.subject(false, from);
    return shown(merges.merge(merged, into, Caller.of(request).name()).join());
  }

  @PostMapping("/api/v1/merges/{key}/undo")
  @Operation(
      operationId = "undoMerge",
      summary = "Undo a merge",
      description = "Each lead takes its facts with it; both are scored before the reply.")
  Shown undo(
      @Parameter(description = "The key of the merge.") @PathVariable long key,
      HttpServletRequest request) {
    return shown(merges.undo(key, Caller.of(request).name()).join());
  }

  private Shown shown(Merge merge) {
    return book.store().read(tx -> shown(tx, merge));
  }

  private static Shown shown(Transaction tx, Merge merge) {
    return new Shown(
        merge.key(),
        SubjectFinder.name(tx, merge.from()),
        SubjectFinder.name(tx, merge.into()),
        merge.at(),
        merge.cause(),
        merge.undoneAt());
  }
}
