package io.plumbline.server.access;

import io.plumbline.store.ApiKey;
import io.plumbline.store.User;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Whoever makes a request, known by a session or a key. The name is the one in the audit log:
 * {@code user:NAME} or {@code key:LABEL}.
 */
public final class Actor extends AbstractAuthenticationToken {
  @Serial private static final long serialVersionUID = 1L;

  /** The authority of whoever is known by a secret key, whatever its scopes. */
  static final String ANY_KEY = "KEY";

  private static final String ROLE = "ROLE_";
  private static final String SCOPE = "SCOPE_";

  private final String name;
  private final transient Optional<User> user;
  private final transient Optional<ApiKey> key;

  private Actor(
      String name, List<GrantedAuthority> authorities, Optional<User> user, Optional<ApiKey> key) {
    super(authorities);
    this.name = name;
    this.user = user;
    this.key = key;
    setAuthenticated(true);
  }

  static Actor of(User user) {
    List<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority(role(user.role())));
    return new Actor("user:" + user.name(), authorities, Optional.of(user), Optional.empty());
  }

  static Actor of(ApiKey key) {
    Stream<String> authorities =
        switch (key.kind()) {
          case WRITE -> Stream.empty();
          case SECRET -> Stream.concat(Stream.of(ANY_KEY), key.scopes().stream().map(Actor::scope));
        };
    return new Actor(
        "key:" + key.label(),
        authorities.<GrantedAuthority>map(SimpleGrantedAuthority::new).toList(),
        Optional.empty(),
        Optional.of(key));
  }

  static String role(User.Role role) {
    return ROLE + role.name();
  }

  static String scope(String scope) {
    return SCOPE + scope;
  }

  /** The user, where a person asks. */
  public Optional<User> user() {
    return user;
  }

  /** The key, where a program asks. */
  public Optional<ApiKey> key() {
    return key;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return name;
  }
}
