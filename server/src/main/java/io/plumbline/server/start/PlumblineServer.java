package io.plumbline.server.start;

import io.plumbline.server.Refusal;
import io.plumbline.server.access.FirstAdministrator;
import io.plumbline.server.health.WatchedStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running server. Closing it finishes the requests that it has accepted, then lets go of
 * everything.
 */
public final class PlumblineServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlumblineServer.class);

  private final ServerOptions options;
  private final Store store;
  private final ServletWebServerApplicationContext context;

  private PlumblineServer(
      ServerOptions options, Store store, ServletWebServerApplicationContext context) {
    this.options = options;
    this.store = store;
    this.context = context;
  }

  /** Starts a server and returns when it answers requests. */
  public static PlumblineServer start(ServerOptions options) {
    return start(options, OpenStore.at(options.store(), StoreMode.SERVER));
  }

  /** Starts a server on an open store, which it closes in the end. */
  public static PlumblineServer start(ServerOptions options, Store store) {
    ServerLog.silenceUntilChosen();
    SpringApplication application = new SpringApplication(Framework.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setEnvironment(Settings.of(options));
    application.setAddCommandLineProperties(false);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(
        context -> {
          context.getBeanFactory().registerSingleton("serverOptions", options);
          context.getBeanFactory().registerSingleton("clock", options.clock());
          context
              .getBeanFactory()
              .registerSingleton("store", new WatchedStore(store, options.clock()));
        });
    try {
      ConfigurableApplicationContext context = application.run();
      PlumblineServer server =
          new PlumblineServer(options, store, (ServletWebServerApplicationContext) context);
      LOG.info("started at {} on {}", server.url(), store.describe());
      return server;
    } catch (RuntimeException failure) {
      store.close();
      throw bindFailure(failure).map(it -> cannotListen(options, it)).orElse(failure);
    }
  }

  private static Optional<BindException> bindFailure(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BindException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static RuntimeException cannotListen(ServerOptions options, BindException failure) {
    String said = String.valueOf(failure.getMessage());
    String place = options.bind() + ":" + options.port();
    if (said.contains("in use")) {
      return new Refusal(
          Refusal.Code.UNAVAILABLE,
          "Cannot listen at " + place + ": another program does; expected a free port (--port N).");
    }
    if (said.contains("assign")) {
      return new ConfigurationException(
          List.of("bind: this machine has no address " + options.bind() + "; expected one of its"));
    }
    return new Refusal(Refusal.Code.UNAVAILABLE, "Cannot listen at " + place + ": " + said + ".");
  }

  /** The link with which the first administrator is created; empty where there is one. */
  public Optional<URI> invite() {
    return context
        .getBean(FirstAdministrator.class)
        .invite()
        .map(path -> URI.create(front() + path));
  }

  /** The port that it listens at. */
  public int port() {
    var server = context.getWebServer();
    if (server == null) {
      throw new IllegalStateException("a server that was closed has no port");
    }
    return server.getPort();
  }

  /** Where it is reached from this machine. */
  public URI url() {
    String scheme = options.tls().isPresent() ? "https" : "http";
    String host =
        options.bind().matches("0\\.0\\.0\\.0|::|\\[::\\]") ? "localhost" : options.bind();
    return URI.create(scheme + "://" + bracketed(host) + ":" + port());
  }

  /** Where people reach it: under its first name, where a proxy has TLS and the usual port. */
  private String front() {
    if (options.hosts().isEmpty()) {
      return url().toString();
    }
    String name = bracketed(options.hosts().get(0));
    return options.proxied() ? "https://" + name : url().getScheme() + "://" + name + ":" + port();
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Where the data lie, for messages. */
  public String describeStore() {
    return store.describe();
  }

  /** Asks itself a few things, so that what answers them is loaded. */
  public void warmUp() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    for (String path : List.of("/login", "/readyz", "/metrics", "/api/v1/me", "/v1/track")) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      store.close();
      LOG.info("stopped");
    }
  }
}
