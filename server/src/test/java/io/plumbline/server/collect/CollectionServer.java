package io.plumbline.server.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The collection API in a servlet container on a free port, in front of an ingest that records. */
public final class CollectionServer implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  public static final String KEY = "plw_test";

  public final RecordingIngest ingest = new RecordingIngest();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService replies = Executors.newFixedThreadPool(2);
  private final Tomcat tomcat = new Tomcat();

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger CONTAINER = Logger.getLogger("org.apache");

  static {
    CONTAINER.setLevel(Level.OFF);
  }

  public CollectionServer() {
    this(CollectionSettings.DEFAULT, InstantSource.fixed(NOW));
  }

  /** A server whose clients have this clock. */
  public CollectionServer(InstantSource clock) {
    this(CollectionSettings.DEFAULT, clock);
  }

  CollectionServer(CollectionSettings settings) {
    this(settings, InstantSource.fixed(NOW));
  }

  private CollectionServer(CollectionSettings settings, InstantSource clock) {
    try {
      Path base = Files.createTempDirectory("plumbline-collect");
      base.toFile().deleteOnExit();
      tomcat.setBaseDir(base.toString());
      tomcat.setPort(0);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      Context context = tomcat.addContext("", base.toString());
      WriteKeys keys = key -> key.equals(KEY) ? Optional.of(new WriteKey("web")) : Optional.empty();
      CollectionDesk desk = new CollectionDesk(ingest, keys, settings, clock, replies);
      Tomcat.addServlet(context, "collect", new CollectionServlet(desk)).setAsyncSupported(true);
      for (String path : CollectionServlet.paths()) {
        context.addServletMappingDecoded(path, "collect");
      }
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A POST with the key in the header for it. */
  HttpResponse<String> post(String path, String body) {
    return send(request(path).header("X-Write-Key", KEY), body);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request, String body) {
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request, byte[] body) {
    return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } finally {
      replies.shutdownNow();
    }
  }
}
