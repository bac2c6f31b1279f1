package io.plumbline.server.leads;

import io.plumbline.server.api.Page;
import io.plumbline.server.leads.SubjectBook.Choice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All that can be asked of one account. */
@RestController
@RequestMapping("/api/v1/accounts/{id}")
@Tag(name = "Accounts")
public final class AccountController {
  private static final String MODEL = "The model; the first live one where it is left out.";
  private static final String LIMIT = "How many items a page has at most, 1 to 1000.";
  private static final String AFTER = "The paging.next of the page before.";

  private final SubjectReplies replies;

  public AccountController(SubjectBook book) {
    replies = new SubjectReplies(book, true);
  }

  @GetMapping
  @Operation(
      operationId = "getAccount",
      summary = "Read an account",
      description = "What is known of it, and its effective score under each live model.")
  SubjectDetail one(
      @PathVariable String id,
      @Parameter(description = "Only the score of this model.") @RequestParam
          Optional<String> model) {
    return replies.detail(id, model);
  }

  @GetMapping("/explanation")
  @Operation(
      operationId = "explainAccount",
      summary = "Explain a score",
      description =
          "Every rule with its points and the facts behind them, as of now or of any past instant,"
              + " under the version of then or any other. The header Plumbline-Model-Version says"
              + " which version judged.")
  @ApiResponse(
      responseCode = "200",
      description = "The explanation; docs/reference/explanation.schema.json describes it.",
      content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
  ResponseEntity<byte[]> explanation(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = "The number of a version.") @RequestParam Optional<Integer> version,
      @Parameter(description = "A past instant, or a day in UTC.", example = "2026-11-01T00:00:00Z")
          @RequestParam(name = "as_of")
          Optional<String> asOf) {
    return replies.explanation(id, new Choice(model, version), asOf);
  }

  @GetMapping("/timeline")
  @Operation(
      operationId = "getAccountTimeline",
      summary = "List events",
      description = "The latest first, each with the rules of the model that count it.")
  Page<Timeline.Item> timeline(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return replies.timeline(id, model, Paged.of(limit, after));
  }

  @GetMapping("/history")
  @Operation(
      operationId = "getAccountHistory",
      summary = "List changes of the score",
      description = "The latest first, each with its cause and what each rule gave.")
  Page<ScoreHistory.Item> history(
      @PathVariable String id,
      @Parameter(description = "Only changes under this model.") @RequestParam
          Optional<String> model,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return replies.history(id, model, Paged.of(limit, after));
  }

  @GetMapping("/why")
  @Operation(
      operationId = "whyAccount",
      summary = "Say why a score changed",
      description = "The scores at two instants, and all that lies between them.")
  WhyView why(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = "The earlier instant, or a day in UTC.", example = "2026-11-01")
          @RequestParam
          String from,
      @Parameter(description = "The later instant, or a day in UTC.", example = "2026-11-21")
          @RequestParam
          String to) {
    return replies.why(id, model, from, to);
  }

  @GetMapping("/lift")
  @Operation(
      operationId = "liftAccount",
      summary = "Say what would lift a score",
      description = "For each rule that could give more: what would do it, and what it would gain.")
  LiftView lift(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model) {
    return replies.lift(id, model);
  }

  @GetMapping("/attributes")
  @Operation(
      operationId = "getAccountAttributes",
      summary = "List what was said of attributes",
      description = "The latest first, with the instant from when on it is so.")
  Page<WhyView.Said> attributes(
      @PathVariable String id,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return replies.attributes(id, Paged.of(limit, after));
  }
}
