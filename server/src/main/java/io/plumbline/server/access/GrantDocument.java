package io.plumbline.server.access;

import io.plumbline.server.api.ApiDocument;
import io.plumbline.store.User.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Set;

/** What the OpenAPI document says of who may do what, read off the table of paths. */
public final class GrantDocument {
  private static final String KEY = "key";
  private static final String SESSION = "session";

  /** Those that a key is let in to, and that have nothing for it. */
  private static final Set<String> OF_SESSIONS = Set.of("/api/v1/session");

  private GrantDocument() {}

  /** Puts into the document which scope a key and which role a user needs for each operation. */
  public static void addTo(OpenAPI document) {
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            PathTable.row(method.name(), path)
                                .ifPresent(row -> tell(path, row.grant(), operation))));
  }

  private static void tell(String path, PathTable.Grant grant, Operation operation) {
    List<String> scopes = grant.scopes();
    boolean keys =
        !OF_SESSIONS.contains(path)
            && (!scopes.isEmpty() || grant.authorities().contains(Actor.ANY_KEY));
    SecurityRequirement session = new SecurityRequirement().addList(SESSION);
    SecurityRequirement key = new SecurityRequirement().addList(KEY);
    operation.setSecurity(keys ? List.of(key, session) : List.of(session));
    String who = people(grant) + (keys ? ", or a key" + with(scopes) : "");
    ApiDocument.describe(operation);
    operation.setDescription(operation.getDescription() + " For " + who + ".");
  }

  private static String people(PathTable.Grant grant) {
    List<String> roles = grant.roles();
    return roles.size() == Role.values().length
        ? "every user"
        : "users with the role " + String.join(" or ", roles);
  }

  private static String with(List<String> scopes) {
    return scopes.isEmpty() ? "" : " with the scope " + String.join(" or ", scopes);
  }
}
