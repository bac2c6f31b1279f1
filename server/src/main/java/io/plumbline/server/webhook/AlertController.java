package io.plumbline.server.webhook;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Words;
import io.plumbline.store.AlertRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Alert rules over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/alerts")
@Tag(name = "alerts", description = "When somebody wants to be told of a lead or an account.")
public final class AlertController {
  private final WebhookRoom room;

  public AlertController(WebhookRoom room) {
    this.room = room;
  }

  /** A rule as somebody wants it. */
  record Wish(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "What people call it.",
              example = "Hot leads")
          Optional<String> name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "The model whose scores it looks at.",
              example = "b2b-saas")
          Optional<String> model,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "What of the score it looks at.",
              example = "total")
          @Words(AlertRule.On.class)
          Optional<String> on,
      @Schema(description = "The score, for a dimension or grade.", example = "fit")
          Optional<String> score,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Which way it has to cross the threshold.",
              example = "rises_to")
          @Words(AlertRule.Direction.class)
          Optional<String> direction,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Points as text, or the name of a grade or band.",
              example = "70")
          Optional<String> threshold,
      @Schema(
              description =
                  "How far back a lead must go before it is told of again; just off the threshold"
                      + " where it is left out.",
              example = "60")
          Optional<String> rearm,
      @Schema(
              description = "How long it must hold before it is told; 0 where it is left out.",
              example = "3600")
          Optional<Long> staySeconds,
      @Schema(
              description =
                  "For how long after an alert of a lead no other follows; 0 where it is left out.",
              example = "86400")
          Optional<Long> coolDownSeconds,
      @Schema(description = "false to keep it without effect.", example = "true")
          Optional<Boolean> enabled) {
    AlertRule rule(Instant now) {
      return new AlertRule(
          0,
          name.orElse(""),
          model.orElse(""),
          word("on", on, AlertRule.On.values()),
          score.orElse(""),
          word("direction", direction, AlertRule.Direction.values()),
          threshold.orElse(""),
          rearm.orElse(""),
          Duration.ofSeconds(staySeconds.orElse(0L)),
          Duration.ofSeconds(coolDownSeconds.orElse(0L)),
          enabled.orElse(true),
          now);
    }
  }

  /** A rule as it is shown. */
  record Shown(
      String id,
      String name,
      String model,
      @Words(AlertRule.On.class) String on,
      Optional<String> score,
      @Words(AlertRule.Direction.class) String direction,
      String threshold,
      Optional<String> rearm,
      long staySeconds,
      long coolDownSeconds,
      boolean enabled,
      Instant createdAt) {
    static Shown of(AlertRule rule) {
      return new Shown(
          Long.toString(rule.key()),
          rule.name(),
          rule.model(),
          lower(rule.on()),
          Optional.of(rule.part()).filter(part -> !part.isEmpty()),
          lower(rule.direction()),
          rule.threshold(),
          Optional.of(rule.rearm()).filter(rearm -> !rearm.isEmpty()),
          rule.stay().toSeconds(),
          rule.coolDown().toSeconds(),
          rule.enabled(),
          rule.created());
    }
  }

  /** All rules. */
  record ShownList(List<Shown> items) {}

  @GetMapping
  @Operation(summary = "All alert rules")
  ShownList list() {
    return new ShownList(room.alerts().list().stream().map(Shown::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Add an alert rule")
  Shown create(@RequestBody Wish wish, Principal principal) {
    Change change = room.change(principal);
    return Shown.of(room.alerts().create(wish.rule(change.at()), change));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One alert rule")
  Shown get(@PathVariable long id) {
    return Shown.of(room.alerts().get(id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Put another alert rule in the place of one; all leads stand as with a new one")
  Shown update(@PathVariable long id, @RequestBody Wish wish, Principal principal) {
    Change change = room.change(principal);
    return Shown.of(room.alerts().update(id, wish.rule(change.at()), change));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove an alert rule")
  void remove(@PathVariable long id, Principal principal) {
    room.alerts().remove(id, room.change(principal));
  }

  private static <E extends Enum<E>> E word(String name, Optional<String> text, E[] words) {
    for (E word : words) {
      if (lower(word).equals(text.orElse(""))) {
        return word;
      }
    }
    List<String> known = java.util.Arrays.stream(words).map(AlertController::lower).toList();
    throw new Refusal(
        Refusal.Code.INVALID,
        name + " is \"" + text.orElse("") + "\"; expected one of " + known + ".");
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
