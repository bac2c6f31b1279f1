package io.plumbline.server.collect;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.api.Problems;
import io.plumbline.store.Reject;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rejected events over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/rejected")
@Tag(name = "rejected", description = "Events that were sent, but could not be taken.")
public final class RejectedController {
  private static final String LIST = "rejected";
  private static final Pattern KEY = Pattern.compile("[1-9][0-9]{0,17}");

  private final RejectedList rejected;

  public RejectedController(RejectedList rejected) {
    this.rejected = rejected;
  }

  /** A rejected event as it is shown. */
  record Shown(
      @Schema(description = "By which it is named here.") String id,
      Instant receivedAt,
      @Schema(description = "The write key that it came through, by its label.") String source,
      @Schema(description = "What kind of mistake, for programs.") String code,
      @Schema(description = "What was found, what was expected, and where.") String reason,
      @Schema(description = "The event as it was received, cut after 32 KiB.") String payload,
      @Schema(description = "When a replay took it; absent while it is open.")
          Optional<Instant> replayedAt) {
    static Shown of(Reject reject) {
      return new Shown(
          Long.toString(reject.key()),
          reject.received(),
          reject.source(),
          reject.code(),
          reject.reason(),
          reject.payload(),
          reject.replayedAt());
    }
  }

  /** Which events to take after all. */
  record Wish(
      @Schema(description = "Their ids; absent for the latest open ones, up to 1000.")
          Optional<List<String>> ids,
      @Schema(description = "Goes on where a replay without ids ended: its next.")
          Optional<String> after,
      @Schema(description = "What to take in the place of a payload, as JSON text, by id.")
          Optional<Map<String, String>> mended) {}

  /** What became of each event. */
  record Replayed(
      @Schema(description = "The ids of those that are taken now.") List<String> taken,
      @Schema(description = "Those that still cannot be taken, and why.") List<Refused> refused,
      @Schema(description = "Where to go on; absent where no open one is left unseen.")
          Optional<String> next) {}

  /** An event that still cannot be taken. */
  record Refused(String id, String reason) {}

  @GetMapping
  @Operation(summary = "Rejected events, the latest first")
  Page<Shown> list(
      @Parameter(description = "Whether those that were replayed are shown too.")
          @RequestParam(defaultValue = "false")
          boolean all,
      @RequestParam Optional<Integer> limit,
      @RequestParam Optional<String> after) {
    int most = Page.limit(limit);
    return Page.cut(
            rejected.list(Cursor.key(LIST, after), !all, most + 1),
            most,
            reject -> Cursor.ofKey(LIST, reject.key()))
        .map(Shown::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One rejected event")
  Shown get(@PathVariable String id) {
    return Shown.of(rejected.get(key(id)));
  }

  @PostMapping("/replay")
  @Operation(summary = "Take rejected events after all")
  Replayed replay(@RequestBody Wish wish, Principal principal) {
    Map<Long, String> mended =
        wish.mended().orElse(Map.of()).entrySet().stream()
            .collect(Collectors.toMap(one -> key(one.getKey()), Map.Entry::getValue));
    RejectedList.Outcome outcome =
        rejected.replay(
            principal.getName(),
            new RejectedList.Wish(
                wish.ids()
                    .map(ids -> ids.stream().map(RejectedController::key).distinct().toList()),
                Cursor.key(LIST, wish.after()),
                mended));
    return new Replayed(
        outcome.taken().stream().map(key -> Long.toString(key)).toList(),
        outcome.refused().entrySet().stream()
            .map(one -> new Refused(Long.toString(one.getKey()), one.getValue()))
            .toList(),
        outcome.next().map(key -> Cursor.ofKey(LIST, key)));
  }

  /** Only as it was shown: else one event could be named twice. */
  private static long key(String id) {
    if (!KEY.matcher(id).matches()) {
      throw new Refusal(
          Refusal.Code.NOT_FOUND, "There is no rejected event " + Problems.quoted(id) + ".");
    }
    return Long.parseLong(id);
  }
}
