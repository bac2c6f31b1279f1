package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Words;
import io.plumbline.store.ApiKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys of programs over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/keys")
@Tag(name = "keys", description = "The keys by which programs are known.")
public final class KeyController {
  private final Keys keys;
  private final InstantSource clock;

  public KeyController(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A key as somebody wants it. */
  record Wish(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "write keys send events; secret keys ask the API.",
              example = "secret")
          @Words(ApiKey.Kind.class)
          Optional<String> kind,
      @Schema(description = "What people call it.", example = "crm") Optional<String> label,
      @Schema(description = "What a secret key may do; a write key has none.")
          Optional<List<String>> scopes,
      @Schema(description = "When it stops working; never where it is left out.")
          Optional<Instant> expiresAt) {}

  /** How a key is replaced. */
  record Rotation(
      @Schema(
              description =
                  "How long the other key goes on working; seven days where it is left out.")
          Optional<Long> graceSeconds) {}

  /** A key as it is shown, without what it takes to use it. */
  record Shown(
      String id,
      @Words(ApiKey.Kind.class) String kind,
      @Schema(description = "The beginning of the key, to tell it by.") String shown,
      String label,
      List<String> scopes,
      boolean works,
      String createdBy,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Optional<Instant> expiresAt,
      Optional<Instant> revokedAt) {
    static Shown of(ApiKey key, Instant now) {
      return new Shown(
          Long.toString(key.key()),
          key.kind().name().toLowerCase(Locale.ROOT),
          key.shown(),
          key.label(),
          List.copyOf(new TreeSet<>(key.scopes())),
          key.worksAt(now),
          key.createdBy(),
          key.created(),
          key.lastUsed(),
          key.expires(),
          key.revoked());
    }
  }

  /** All keys. */
  record ShownList(List<Shown> items) {}

  /**
   * A key that was made.
   *
   * @param text all of it; it is never shown again
   */
  record Made(
      @Schema(description = "The whole key; it is never shown again.") String text, Shown key) {}

  @GetMapping
  @Operation(summary = "All keys, those that work no more as well")
  ShownList list() {
    Instant now = clock.instant();
    return new ShownList(keys.list().stream().map(key -> Shown.of(key, now)).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a key", description = "The only answer that holds the key itself.")
  Made make(@RequestBody Wish wish, Principal principal) {
    Keys.Wish asked =
        new Keys.Wish(
            kind(wish.kind().orElse("")),
            wish.label().orElse(""),
            wish.scopes().orElse(List.of()),
            wish.expiresAt());
    return made(keys.make(principal.getName(), asked));
  }

  @PostMapping("/{id}/rotate")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a key in the place of another",
      description =
          "The other goes on working for grace_seconds, seven days unless told otherwise.")
  Made rotate(@PathVariable long id, @RequestBody Rotation rotation, Principal principal) {
    Duration grace = rotation.graceSeconds().map(Duration::ofSeconds).orElse(Keys.GRACE);
    return made(keys.rotate(principal.getName(), id, grace));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Take a key back: it works no more")
  Shown revoke(@PathVariable long id, Principal principal) {
    return Shown.of(keys.revoke(principal.getName(), id), clock.instant());
  }

  private Made made(Keys.Made made) {
    return new Made(made.text(), Shown.of(made.key(), clock.instant()));
  }

  private static ApiKey.Kind kind(String text) {
    for (ApiKey.Kind kind : ApiKey.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    throw new Refusal(
        Refusal.Code.UNPROCESSABLE,
        "kind is \"" + KeyText.cut(text) + "\"; expected write or secret.");
  }
}
