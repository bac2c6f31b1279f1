package io.plumbline.server.access;

import io.plumbline.server.Refusal;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Words;
import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whoever asks, over HTTP. */
@RestController
@RequestMapping(ApiPaths.API)
@Tag(name = "me", description = "Whoever asks.")
public final class MeController {
  private final PasswordLogin logins;

  public MeController(PasswordLogin logins) {
    this.logins = logins;
  }

  /** Who asks. */
  record Me(
      @Schema(description = "As the audit log names it.", example = "key:crm") String actor,
      @Schema(description = "Where a user asks.") Optional<String> user,
      @Words(User.Role.class) Optional<String> role,
      @Schema(description = "Where a key asks.") Optional<List<String>> scopes) {}

  /** What a page of this server needs to change something with its session. */
  record Session(
      String user, @Words(User.Role.class) String role, String csrfHeader, String csrfToken) {}

  /** Another password. */
  record Passwords(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Optional<String> present,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Optional<String> wanted) {}

  @GetMapping("/me")
  @Operation(operationId = "getMe", summary = "Who I am, and what I may do")
  Me me(@Parameter(hidden = true) Actor actor) {
    return new Me(
        actor.getName(),
        actor.user().map(User::name),
        actor.user().map(MeController::role),
        actor.key().map(ApiKey::scopes).map(scopes -> List.copyOf(new TreeSet<>(scopes))));
  }

  @GetMapping("/session")
  @Operation(
      operationId = "getSession",
      summary = "The session of a logged-in browser",
      description = "Changes need the header csrf_header with the value csrf_token.")
  Session session(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
    User user =
        actor
            .user()
            .orElseThrow(
                () -> new Refusal(Refusal.Code.NOT_FOUND, "A key has no session; see /me."));
    if (!(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
      throw new IllegalStateException("a session without protection against forged requests");
    }
    return new Session(user.name(), role(user), token.getHeaderName(), token.getToken());
  }

  @PostMapping("/me/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "changePassword",
      summary = "Change my password",
      description = "Ends all my sessions.")
  void changePassword(
      @Parameter(hidden = true) Actor actor,
      @RequestBody Passwords passwords,
      HttpServletRequest request) {
    logins.changePassword(
        actor.user().orElseThrow(),
        request.getRemoteAddr(),
        passwords.present().orElse(""),
        passwords.wanted().orElse(""));
  }

  private static String role(User user) {
    return user.role().name().toLowerCase(Locale.ROOT);
  }
}
