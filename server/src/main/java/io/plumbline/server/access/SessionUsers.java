package io.plumbline.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who is logged in, looked up anew for each request: a user who was disabled, or has another role
 * now, is not what the session remembers.
 */
final class SessionUsers implements SecurityContextRepository {
  private final Accounts accounts;

  SessionUsers(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(request);
  }

  /** Required by the interface, though nothing calls it any more. */
  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"})
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return load(holder.getRequest());
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    if (context.getAuthentication() instanceof Actor actor && actor.user().isPresent()) {
      request.getSession(true).setAttribute(StoredSessions.USER, actor.user().get().key());
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return user(request).isPresent();
  }

  private SecurityContext load(HttpServletRequest request) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    user(request).flatMap(accounts::enabled).map(Actor::of).ifPresent(context::setAuthentication);
    return context;
  }

  private static Optional<Long> user(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(StoredSessions.USER) instanceof Long key
        ? Optional.of(key)
        : Optional.empty();
  }

  /** Looks only where somebody asks. */
  private final class Deferred implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private Optional<SecurityContext> loaded = Optional.empty();

    Deferred(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      SecurityContext context = loaded.orElseGet(() -> load(request));
      loaded = Optional.of(context);
      return context;
    }

    @Override
    public boolean isGenerated() {
      return false;
    }
  }
}
