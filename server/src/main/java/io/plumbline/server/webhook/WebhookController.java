package io.plumbline.server.webhook;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.Page;
import io.plumbline.server.api.Problems;
import io.plumbline.server.api.Words;
import io.plumbline.store.Delivery;
import io.plumbline.store.Endpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints and their deliveries over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/webhooks")
@Tag(name = "webhooks", description = "Who is told of changes, and what became of each message.")
public final class WebhookController {
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final String DELIVERIES = "webhook-deliveries";

  private final WebhookRoom room;

  public WebhookController(WebhookRoom room) {
    this.room = room;
  }

  /** What somebody asks for. */
  record Wish(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Where it is called.",
              example = "https://crm.example/hooks")
          Optional<String> url,
      @ArraySchema(
              arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
              schema =
                  @Schema(
                      allowableValues = {
                        "score.changed",
                        "grade.changed",
                        "band.changed",
                        "lead.merged",
                        "lead.unmerged",
                        "alert.raised",
                        "model.published"
                      }))
          Optional<Set<String>> events,
      @Schema(
              description =
                  "Only changes under these models, which have to be on this server; under all,"
                      + " those to come too, where it is left out.")
          Optional<Set<String>> models,
      @Schema(
              description =
                  "Whether it may lie in a private network; the server has to allow that too.")
          Optional<Boolean> allowPrivate) {
    EndpointBook.Draft draft() {
      return new EndpointBook.Draft(
          url.orElse(""),
          events.orElse(Set.of()),
          models.orElse(Set.of()),
          allowPrivate.orElse(false));
    }
  }

  /** An endpoint as it is shown; the secret only when it is new. */
  record Shown(
      String id,
      String url,
      Set<String> events,
      Set<String> models,
      boolean enabled,
      @Schema(description = "Why it is disabled.") Optional<String> disabledReason,
      boolean allowPrivate,
      @Schema(
              description = "The newest secret, only where it was just made.",
              example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
          Optional<String> secret,
      List<SecretShown> secrets,
      Instant createdAt) {
    static Shown of(Endpoint endpoint, Optional<String> secret) {
      return new Shown(
          Long.toString(endpoint.key()),
          endpoint.url(),
          new TreeSet<>(endpoint.types()),
          new TreeSet<>(endpoint.models()),
          endpoint.enabled(),
          Optional.of(endpoint.reason()).filter(reason -> !reason.isEmpty()),
          endpoint.privateAllowed(),
          secret,
          endpoint.secrets().stream().map(it -> new SecretShown(it.created(), it.ends())).toList(),
          endpoint.created());
    }
  }

  /** That there is a secret, and until when it signs. */
  record SecretShown(Instant createdAt, Optional<Instant> endsAt) {}

  /** All endpoints. */
  record ShownList(List<Shown> items) {}

  /** How a rotation is made. */
  record Rotation(
      @Schema(description = "How long the old secret signs too; a day where it is left out.")
          Optional<Long> overlapSeconds) {}

  /** What came of a test. */
  record Tested(
      boolean delivered,
      @Schema(description = "What the receiver answered; 0 where none came.") int status,
      long durationMs,
      Optional<String> error) {}

  /** Which deliveries are sent again. */
  record ReplayWish(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Optional<Instant> failedSince) {}

  /** How many deliveries are sent again. */
  record Replayed(long replayed) {}

  /** A delivery as it is shown. */
  record DeliveryShown(
      String id,
      String messageId,
      @Schema(description = "The type of the message.", example = "band.changed") String type,
      @Words(value = Delivery.State.class, also = "disabled") String state,
      int attempts,
      Instant createdAt,
      Optional<Instant> nextAttemptAt,
      Optional<Instant> lastAttemptAt,
      Optional<Integer> lastStatus,
      Optional<Long> lastDurationMs,
      Optional<String> lastError,
      @Schema(description = "The body of the message, where one delivery was asked for.")
          Optional<String> payload) {
    static DeliveryShown of(Delivery delivery, boolean held, boolean whole) {
      boolean waits = delivery.state() == Delivery.State.PENDING;
      Optional<Delivery.Attempt> last = delivery.last();
      return new DeliveryShown(
          Long.toString(delivery.key()),
          delivery.message().id(),
          delivery.message().type(),
          waits && held ? "disabled" : delivery.state().name().toLowerCase(Locale.ROOT),
          delivery.attempts(),
          delivery.message().created(),
          delivery.next(),
          last.map(Delivery.Attempt::at),
          last.map(Delivery.Attempt::status).filter(status -> status > 0),
          last.map(Delivery.Attempt::millis),
          last.map(Delivery.Attempt::error).filter(error -> !error.isEmpty()),
          whole ? Optional.of(delivery.message().payload()) : Optional.empty());
    }
  }

  @GetMapping
  @Operation(summary = "All webhooks")
  ShownList list() {
    return new ShownList(
        room.endpoints().list().stream().map(it -> Shown.of(it, Optional.empty())).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Add a webhook; its secret is shown this once")
  Shown create(@RequestBody Wish wish, Principal principal) {
    var made = room.endpoints().create(wish.draft(), room.change(principal));
    room.wake();
    return Shown.of(made.endpoint(), Optional.of(made.secret()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One webhook")
  Shown get(@PathVariable long id) {
    return Shown.of(room.endpoints().get(id), Optional.empty());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Change a webhook's address, events, models and whether it may be private")
  Shown update(@PathVariable long id, @RequestBody Wish wish, Principal principal) {
    return Shown.of(
        room.endpoints().update(id, wish.draft(), room.change(principal)), Optional.empty());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a webhook and its deliveries")
  void remove(@PathVariable long id, Principal principal) {
    room.endpoints().remove(id, room.change(principal));
  }

  @PostMapping("/{id}/enable")
  @Operation(summary = "Send to a webhook again what it has not got yet, at once, and what is new")
  Shown enable(@PathVariable long id, Principal principal) {
    Endpoint endpoint = room.endpoints().enable(id, room.change(principal));
    room.wake();
    return Shown.of(endpoint, Optional.empty());
  }

  @PostMapping("/{id}/disable")
  @Operation(summary = "Send nothing to a webhook until it is enabled")
  Shown disable(@PathVariable long id, Principal principal) {
    return Shown.of(room.endpoints().disable(id, room.change(principal)), Optional.empty());
  }

  @PostMapping("/{id}/rotate")
  @Operation(summary = "Make a new secret, shown this once; the old one signs too for a while")
  Shown rotate(
      @PathVariable long id,
      @RequestBody(required = false) Optional<Rotation> rotation,
      Principal principal) {
    Duration overlap =
        rotation.flatMap(Rotation::overlapSeconds).map(Duration::ofSeconds).orElse(USUAL_OVERLAP);
    var made = room.endpoints().rotate(id, overlap, room.change(principal));
    return Shown.of(made.endpoint(), Optional.of(made.secret()));
  }

  @PostMapping("/{id}/test")
  @Operation(summary = "Send a ping now, once, and say what came of it")
  Tested test(@PathVariable long id, Principal principal) {
    Transport.Answer answer = room.ping(id, room.change(principal)).answer();
    return new Tested(
        answer.isTaken(),
        answer.status(),
        answer.millis(),
        Optional.of(answer.error()).filter(error -> !error.isEmpty()));
  }

  @GetMapping("/{id}/deliveries")
  @Operation(operationId = "listDeliveries", summary = "The log of deliveries, the latest first")
  Page<DeliveryShown> deliveries(
      @PathVariable long id,
      @Parameter(description = "Only deliveries in this state.") @RequestParam
          Optional<String> state,
      @RequestParam Optional<String> after,
      @RequestParam Optional<Integer> limit) {
    int most = Page.limit(limit);
    boolean held = !room.endpoints().get(id).enabled();
    List<Delivery> some =
        room.deliveries().log(id, Cursor.key(DELIVERIES + id, after), states(state), most + 1);
    return Page.cut(some, most, last -> Cursor.ofKey(DELIVERIES + id, last.key()))
        .map(it -> DeliveryShown.of(it, held, false));
  }

  @GetMapping("/{id}/deliveries/{delivery}")
  @Operation(operationId = "getDelivery", summary = "One delivery with its payload")
  DeliveryShown delivery(@PathVariable long id, @PathVariable long delivery) {
    boolean held = !room.endpoints().get(id).enabled();
    return DeliveryShown.of(room.deliveries().get(id, delivery), held, true);
  }

  @PostMapping("/{id}/deliveries/{delivery}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(operationId = "replayDelivery", summary = "Send one again, under the same webhook-id")
  Replayed replay(@PathVariable long id, @PathVariable long delivery, Principal principal) {
    room.deliveries().replay(id, delivery, room.change(principal));
    room.wake();
    return new Replayed(1);
  }

  @PostMapping("/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "replayWebhook",
      summary = "Send all those again that failed, of messages created since an instant")
  Replayed replayFailed(@PathVariable long id, @RequestBody ReplayWish wish, Principal principal) {
    Instant since =
        wish.failedSince()
            .orElseThrow(
                () -> new Refusal(Refusal.Code.INVALID, "failed_since is missing: an instant."));
    long replayed = room.deliveries().replayFailed(id, since, room.change(principal));
    room.wake();
    return new Replayed(replayed);
  }

  private static Set<Delivery.State> states(Optional<String> state) {
    if (state.isEmpty()) {
      return EnumSet.allOf(Delivery.State.class);
    }
    for (Delivery.State known : Delivery.State.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(state.get())) {
        return EnumSet.of(known);
      }
    }
    throw new Refusal(
        Refusal.Code.INVALID,
        "The parameter state is "
            + Problems.quoted(state.get())
            + "; expected pending, delivered, failed or replayed.");
  }
}
