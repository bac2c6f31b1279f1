package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Words;
import io.plumbline.store.User;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/users")
@Tag(name = "users", description = "Who may log in, and what they may do.")
public final class UserController {
  private final Accounts accounts;

  public UserController(Accounts accounts) {
    this.accounts = accounts;
  }

  /** A user as somebody wants it. */
  record Wish(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Optional<String> name,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Words(User.Role.class)
          Optional<String> role,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Optional<String> password) {}

  /** What is to be changed about a user. */
  record Changes(
      @Words(User.Role.class) Optional<String> role,
      Optional<String> password,
      Optional<Boolean> enabled) {}

  /** A user as it is shown. */
  record Shown(
      String name, @Words(User.Role.class) String role, boolean enabled, Instant createdAt) {
    static Shown of(User user) {
      return new Shown(
          user.name(),
          user.role().name().toLowerCase(Locale.ROOT),
          user.isEnabled(),
          user.created());
    }
  }

  /** All users. */
  record ShownList(List<Shown> items) {}

  @GetMapping
  @Operation(summary = "All users")
  ShownList list() {
    return new ShownList(accounts.list().stream().map(Shown::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Create a user")
  Shown create(@RequestBody Wish wish, Principal principal) {
    return Shown.of(
        accounts.create(
            principal.getName(),
            wish.name().orElse(""),
            role(wish.role().orElse("")),
            wish.password().orElse("")));
  }

  @GetMapping("/{name}")
  @Operation(summary = "One user")
  Shown get(@PathVariable String name) {
    return Shown.of(accounts.find(name));
  }

  @PatchMapping("/{name}")
  @Operation(
      summary = "Change the role or password of a user, or whether they may log in",
      description = "Another password, or to be disabled, ends all sessions of the user.")
  Shown change(@PathVariable String name, @RequestBody Changes changes, Principal principal) {
    Accounts.Changes all =
        new Accounts.Changes(
            changes.role().map(UserController::role), changes.password(), changes.enabled());
    return Shown.of(accounts.change(principal.getName(), name, all));
  }

  /** A role as people and programs write it. */
  static User.Role role(String text) {
    for (User.Role role : User.Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
        return role;
      }
    }
    throw new Refusal(
        Refusal.Code.UNPROCESSABLE,
        "role is \""
            + KeyText.cut(text)
            + "\"; expected administrator, marketer, sales or viewer.");
  }
}
