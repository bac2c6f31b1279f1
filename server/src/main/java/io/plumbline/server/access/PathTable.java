package io.plumbline.server.access;

import io.plumbline.store.User.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may ask for what. The first row that fits a request decides; what fits none is there for
 * nobody. Paths of collection are not here: their keys are read by those who collect.
 */
final class PathTable {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> MARKETERS = EnumSet.of(Role.ADMINISTRATOR, Role.MARKETER);
  private static final Set<Role> ADMINISTRATORS = EnumSet.of(Role.ADMINISTRATOR);

  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> ANY = Set.of();

  static final List<Row> ROWS =
      List.of(
          open(READ, "/healthz", "/readyz"),
          row(READ, Grant.metrics(), "/metrics"),
          open(READ, "/api/v1/openapi.json", "/favicon.ico", "/assets/**"),
          open(ANY, "/error"),
          open(Set.of("GET", "HEAD", "POST"), "/login", "/first"),
          // A click of a session that has ended meanwhile should lead to the login, not to an
          // error.
          open(Set.of("POST"), "/logout"),
          row(Set.of("GET", "HEAD"), Grant.of(ALL), "/"),
          row(Set.of("GET", "HEAD", "POST"), Grant.of(ALL), "/password"),
          row(Set.of("POST"), Grant.of(ADMINISTRATORS), "/keys", "/keys/*/revoke"),
          row(READ, Grant.known(), "/api/v1/me", "/api/v1/session"),
          row(Set.of("POST"), Grant.of(ALL), "/api/v1/me/password"),
          row(
              READ,
              Grant.of(ALL, Scope.LEADS_READ),
              "/api/v1/leads/**",
              "/api/v1/accounts/**",
              "/api/v1/exports/**"),
          row(ANY, Grant.of(MARKETERS, Scope.LEADS_WRITE), "/api/v1/leads/**", "/api/v1/merges/**"),
          row(READ, Grant.of(ALL, Scope.MODELS_READ), "/api/v1/models/**", "/api/v1/runs/**"),
          row(
              ANY,
              Grant.of(MARKETERS, Scope.MODELS_PUBLISH),
              "/api/v1/models/*/rollback",
              "/api/v1/models/*/versions/*/publish",
              "/api/v1/models/*/versions/*/pilot",
              "/api/v1/models/*/versions/*/shadow",
              "/api/v1/models/*/versions/*/stop",
              "/api/v1/runs/**"),
          row(ANY, Grant.of(MARKETERS, Scope.MODELS_WRITE), "/api/v1/models/**"),
          row(READ, Grant.of(MARKETERS, Scope.EVENTS_READ), "/api/v1/rejected/**"),
          row(ANY, Grant.of(MARKETERS, Scope.EVENTS_WRITE), "/api/v1/rejected/**"),
          row(
              ANY,
              Grant.of(ADMINISTRATORS, Scope.WEBHOOKS),
              "/api/v1/webhooks/**",
              "/api/v1/alerts/**"),
          row(
              ANY,
              Grant.of(ADMINISTRATORS, Scope.ADMIN),
              "/api/v1/keys/**",
              "/api/v1/users/**",
              "/api/v1/audit/**"));

  private PathTable() {}

  /** The row that decides about a request; empty where there is none. */
  static Optional<Row> row(HttpServletRequest request) {
    return ROWS.stream().filter(row -> row.fits(request)).findFirst();
  }

  /** The row that decides about all requests of a method to paths of a template. */
  static Optional<Row> row(String method, String template) {
    PathContainer path = PathContainer.parsePath(template.replaceAll("\\{[^}]*}", "1"));
    return ROWS.stream()
        .filter(row -> row.methods().isEmpty() || row.methods().contains(method))
        .filter(
            row ->
                row.paths().stream()
                    .anyMatch(it -> PathPatternParser.defaultInstance.parse(it).matches(path)))
        .findFirst();
  }

  private static Row open(Set<String> methods, String... paths) {
    return row(methods, Grant.everybody(), paths);
  }

  private static Row row(Set<String> methods, Grant grant, String... paths) {
    List<RequestMatcher> matchers =
        Arrays.stream(paths)
            .<RequestMatcher>map(path -> PathPatternRequestMatcher.withDefaults().matcher(path))
            .toList();
    return new Row(new TreeSet<>(methods), List.of(paths), matchers, grant);
  }

  /**
   * Some paths and who may ask for them.
   *
   * @param methods none for all of them
   */
  record Row(Set<String> methods, List<String> paths, List<RequestMatcher> matchers, Grant grant) {

    boolean fits(HttpServletRequest request) {
      HttpMethod method = HttpMethod.valueOf(request.getMethod());
      return (methods.isEmpty() || methods.contains(method.name()))
          && matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    @Override
    public String toString() {
      return (methods.isEmpty() ? "any" : String.join(" ", methods))
          + " "
          + String.join(" ", paths)
          + " -> "
          + grant;
    }
  }

  /** Who is let in: everybody, or those with any of some authorities. */
  record Grant(boolean all, boolean fromHere, Set<String> authorities) {

    static Grant everybody() {
      return new Grant(true, false, Set.of());
    }

    /** This machine, and every secret key. */
    static Grant metrics() {
      return new Grant(false, true, Set.of(Actor.ANY_KEY));
    }

    /** Any user, and every secret key. */
    static Grant known() {
      Set<String> authorities = authorities(ALL);
      authorities.add(Actor.ANY_KEY);
      return new Grant(false, false, authorities);
    }

    static Grant of(Set<Role> roles, Scope... scopes) {
      Set<String> authorities = authorities(roles);
      for (Scope scope : scopes) {
        authorities.add(Actor.scope(scope.text()));
      }
      return new Grant(false, false, authorities);
    }

    private static Set<String> authorities(Set<Role> roles) {
      return roles.stream().map(Actor::role).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean admits(Authentication who, HttpServletRequest request) {
      return all || (fromHere && Neighbour.isHere(request)) || hasAny(who.getAuthorities());
    }

    /** The roles of users that are let in, as written. */
    List<String> roles() {
      return Arrays.stream(Role.values())
          .filter(role -> authorities.contains(Actor.role(role)))
          .map(role -> role.name().toLowerCase(Locale.ROOT))
          .toList();
    }

    /** The scopes of keys that are let in, as written. */
    List<String> scopes() {
      return Scope.all().stream()
          .filter(scope -> authorities.contains(Actor.scope(scope)))
          .toList();
    }

    private boolean hasAny(Collection<? extends GrantedAuthority> own) {
      return own.stream().anyMatch(it -> authorities.contains(it.getAuthority()));
    }

    @Override
    public String toString() {
      if (all) {
        return "everybody";
      }
      String names =
          authorities.stream()
              .map(it -> it.replaceAll("^(?:ROLE|SCOPE)_", "").toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      return fromHere ? "this machine " + names : names;
    }
  }
}
