package io.plumbline.server.leads;

import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Explanation;
import io.plumbline.format.result.ExplanationJson;
import io.plumbline.server.api.ApiHeaders;
import io.plumbline.server.api.Page;
import io.plumbline.server.leads.SubjectBook.Choice;
import io.plumbline.server.leads.SubjectBook.Judge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All that can be asked of one lead, and likewise of one account. */
abstract sealed class SubjectController permits LeadController, AccountController {
  private static final String MODEL = "The model; the first live one where it is left out.";
  private static final String LIMIT = "How many items a page has at most, 1 to 1000.";
  private static final String AFTER = "The paging.next of the page before.";

  private final SubjectBook book;
  private final boolean account;
  private final Timeline timeline;
  private final ScoreHistory history;

  SubjectController(SubjectBook book, boolean account) {
    this.book = book;
    this.account = account;
    timeline = new Timeline(book);
    history = new ScoreHistory(book);
  }

  @GetMapping
  @Operation(
      operationId = "get*",
      summary = "Read all that is known",
      description = "What is known of it now, and its effective score under each live model.")
  SubjectDetail one(
      @PathVariable String id,
      @Parameter(description = "Only the score of this model.") @RequestParam
          Optional<String> model) {
    return book.detail(account, id, model);
  }

  @GetMapping("/explanation")
  @Operation(
      operationId = "explain*",
      summary = "Explain a score",
      description =
          "Every rule with its points and the facts behind them, as of now or of any past instant,"
              + " under the version of then or any other; version says which one judged."
              + " As of an instant before the model had any version, the one of now judges.")
  @ApiResponse(
      responseCode = "200",
      description = "The explanation.",
      headers =
          @Header(
              name = "Plumbline-Model-Version",
              ref = ApiHeaders.PLACE + "Plumbline-Model-Version"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(ref = "#/components/schemas/Explanation")))
  ResponseEntity<byte[]> explanation(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = "The number of a version.") @RequestParam Optional<Integer> version,
      @Parameter(description = "A past instant, or a day in UTC.", example = "2026-11-01T00:00:00Z")
          @RequestParam(name = "as_of")
          Optional<String> asOf) {
    long subject = book.subject(account, id);
    Optional<Instant> at = asOf.map(text -> past("as_of", text));
    Judge judge = book.judge(account, subject, new Choice(model, version), at);
    Explanation explanation = book.explanation(subject, judge, at);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Plumbline-Model-Version", Integer.toString(judge.number()))
        .body(
            ExplanationJson.bytes(
                explanation,
                account ? SubjectKind.ACCOUNT : SubjectKind.LEAD,
                OptionalInt.of(judge.number())));
  }

  @GetMapping("/timeline")
  @Operation(
      operationId = "get*Timeline",
      summary = "List events",
      description = "The latest first, each with the rules of the model that count it.")
  Page<Timeline.Item> timeline(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return timeline.page(account, id, model, Paged.of(limit, after));
  }

  @GetMapping("/history")
  @Operation(
      operationId = "get*History",
      summary = "List changes of the score",
      description = "The latest first, each with its cause and what each rule gave.")
  Page<ScoreHistory.Item> history(
      @PathVariable String id,
      @Parameter(description = "Only changes under this model.") @RequestParam
          Optional<String> model,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return history.page(account, id, model, Paged.of(limit, after));
  }

  @GetMapping("/why")
  @Operation(
      operationId = "why*",
      summary = "Say why a score changed",
      description = "The scores at two instants, and all that lies between them.")
  WhyView why(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model,
      @Parameter(description = "The earlier instant, or a day in UTC.", example = "2026-11-01")
          @RequestParam
          String from,
      @Parameter(
              description = "The later instant, or a day in UTC; now where it is left out.",
              example = "2026-11-21")
          @RequestParam
          Optional<String> to) {
    Instant start = QueryWords.instant("from", from);
    Instant end = to.map(text -> past("to", text)).orElseGet(book::now);
    if (!start.isBefore(end)) {
      throw QueryWords.invalid("from", from, "an instant before " + end);
    }
    return history.why(account, id, model, start, end);
  }

  @GetMapping("/lift")
  @Operation(
      operationId = "lift*",
      summary = "Say what would lift a score",
      description = "For each rule that could give more: what would do it, and what it would gain.")
  LiftView lift(
      @PathVariable String id,
      @Parameter(description = MODEL) @RequestParam Optional<String> model) {
    return LiftView.of(book, account, id, model);
  }

  @GetMapping("/attributes")
  @Operation(
      operationId = "get*Attributes",
      summary = "List what was said of attributes",
      description = "The latest first, with the instant from when on it is so.")
  Page<WhyView.Said> attributes(
      @PathVariable String id,
      @Parameter(description = LIMIT) @RequestParam Optional<Integer> limit,
      @Parameter(description = AFTER) @RequestParam Optional<String> after) {
    return history.attributes(account, id, Paged.of(limit, after));
  }

  /** An instant whose facts can be known. */
  private Instant past(String parameter, String text) {
    Instant at = QueryWords.instant(parameter, text);
    Instant now = book.now();
    if (at.isAfter(now)) {
      throw QueryWords.invalid(parameter, text, "an instant that is not after now, " + now);
    }
    return at;
  }
}
