package io.plumbline.server.access;

import io.plumbline.server.access.PathTable.Grant;
import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Why somebody who is known may not do something: what they have, and what it takes. */
final class Denial {
  private Denial() {}

  static String reason(Actor actor, Grant grant, HttpServletRequest request) {
    if (grant.admits(actor, request)) {
      return "The request lacks the token of its session; expected the header and the token that"
          + " GET /api/v1/session gives.";
    }
    return actor
        .key()
        .map(key -> lacking(key, grant.scopes()))
        .or(() -> actor.user().map(user -> lacking(user, grant.roles())))
        .orElse("This may not be done.");
  }

  private static String lacking(ApiKey key, List<String> scopes) {
    if (key.scopes().isEmpty()) {
      return "A write key may only write events.";
    }
    if (scopes.isEmpty()) {
      return "A key may not do this; expected a user who has logged in.";
    }
    return "The key may do %s; expected one with the scope %s."
        .formatted(String.join(", ", new TreeSet<>(key.scopes())), String.join(" or ", scopes));
  }

  private static String lacking(User user, List<String> roles) {
    String expected = roles.isEmpty() ? "a secret key" : String.join(" or ", roles);
    return "The role %s may not do this; expected %s."
        .formatted(user.role().name().toLowerCase(Locale.ROOT), expected);
  }
}
