package io.plumbline.server.start;

import io.plumbline.server.access.Accounts;
import io.plumbline.server.access.AuditController;
import io.plumbline.server.access.FirstAdministrator;
import io.plumbline.server.access.Gate;
import io.plumbline.server.access.GrantDocument;
import io.plumbline.server.access.HomePages;
import io.plumbline.server.access.HostGuard;
import io.plumbline.server.access.KeyController;
import io.plumbline.server.access.Keys;
import io.plumbline.server.access.LoginPages;
import io.plumbline.server.access.MeController;
import io.plumbline.server.access.PasswordLogin;
import io.plumbline.server.access.StoredSessions;
import io.plumbline.server.access.UserController;
import io.plumbline.server.collect.MappedPaths;
import io.plumbline.store.Store;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Who may do what, put together. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {
  /** The name of the servlet that collects. */
  static final String COLLECTION = "collection";

  /** Before all that looks at what is asked for. */
  private static final int AFTER_PROBES = Ordered.HIGHEST_PRECEDENCE + 1;

  /** Before security, which has order -100 and looks at the session. */
  private static final int SESSIONS = -200;

  @Bean
  Accounts accounts(Store store, InstantSource clock) {
    return new Accounts(store, clock);
  }

  @Bean
  Keys keys(Store store, InstantSource clock) {
    return new Keys(store, clock, new SecureRandom());
  }

  @Bean
  FirstAdministrator firstAdministrator(Store store, Accounts accounts, InstantSource clock) {
    return new FirstAdministrator(store, accounts, clock);
  }

  @Bean
  PasswordLogin passwordLogin(Store store, Accounts accounts, InstantSource clock) {
    return new PasswordLogin(store, accounts, clock);
  }

  @Bean
  LoginPages loginPages(Accounts accounts, FirstAdministrator first) {
    return new LoginPages(accounts, first);
  }

  @Bean
  HomePages homePages(PasswordLogin logins, Keys keys, InstantSource clock) {
    return new HomePages(logins, keys, clock);
  }

  @Bean
  UserController userController(Accounts accounts) {
    return new UserController(accounts);
  }

  @Bean
  KeyController keyController(Keys keys, InstantSource clock) {
    return new KeyController(keys, clock);
  }

  @Bean
  AuditController auditController(Store store) {
    return new AuditController(store);
  }

  @Bean
  MeController meController(PasswordLogin logins) {
    return new MeController(logins);
  }

  /**
   * Those who collect read keys themselves: nothing stands before them but the guard of hosts. What
   * is theirs is what the container hands to them, not what a path looks like.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain collectionChain() {
    return new DefaultSecurityFilterChain(AccessWiring::isCollection);
  }

  @Bean
  SecurityFilterChain gate(HttpSecurity http, Accounts accounts, Keys keys, PasswordLogin logins) {
    return new Gate(accounts, keys, logins).chain(http);
  }

  @Bean
  FilterRegistrationBean<Filter> hostGuard(ServerOptions options) {
    HostGuard guard = new HostGuard(options.bind(), options.hosts(), AccessWiring::isCollection);
    FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(guard);
    bean.setOrder(AFTER_PROBES);
    return bean;
  }

  @Bean
  FilterRegistrationBean<Filter> mappedPaths() {
    FilterRegistrationBean<Filter> bean =
        new FilterRegistrationBean<>(new MappedPaths(AccessWiring::isCollection));
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return bean;
  }

  @Bean
  FilterRegistrationBean<Filter> sessions(Store store, InstantSource clock) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName("plumbline_session");
    cookie.setCookiePath("/");
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setUseBase64Encoding(false);
    CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
    resolver.setCookieSerializer(cookie);
    SessionRepositoryFilter<?> filter =
        new SessionRepositoryFilter<>(new StoredSessions(store, clock));
    filter.setHttpSessionIdResolver(resolver);
    FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(SESSIONS);
    return bean;
  }

  @Bean
  OpenApiCustomizer grantDocument() {
    return GrantDocument::addTo;
  }

  private static boolean isCollection(HttpServletRequest request) {
    return COLLECTION.equals(request.getHttpServletMapping().getServletName());
  }
}
