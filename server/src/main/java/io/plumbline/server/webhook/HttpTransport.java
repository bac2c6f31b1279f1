package io.plumbline.server.webhook;

import io.plumbline.server.webhook.GuardedResolver.Lookup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls receivers over HTTP/1.1. A name is looked up once for a connection, by {@link
 * GuardedResolver}, and the connection goes to the very address that was checked. Redirects are not
 * followed, no proxy of the environment is used, nothing is kept but open connections.
 */
public final class HttpTransport implements Transport {
  /** A receiver must have answered by then. */
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** How much of an answer is read at most; the connection is closed where there is more. */
  static final int MOST_ANSWER_BYTES = 64 * 1024;

  private static final int MOST_SHOWN_CHARACTERS = 200;
  private static final int MOST_LINE_BYTES = 8 * 1024;
  private static final int MOST_HEADERS = 100;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(1);

  private final CloseableHttpClient open;
  private final CloseableHttpClient guarded;
  private final boolean privateAllowed;
  private final Duration timeout;
  private final InstantSource clock;
  private final ScheduledExecutorService deadlines;

  /**
   * A transport.
   *
   * @param privateAllowed whether any address may be of a private network; an endpoint has to allow
   *     it too
   * @param encryption whose word on the certificates of receivers is taken
   */
  HttpTransport(
      boolean privateAllowed,
      SSLContext encryption,
      InstantSource clock,
      Duration timeout,
      Lookup lookup) {
    this.privateAllowed = privateAllowed;
    this.clock = clock;
    this.timeout = timeout;
    open = client(new GuardedResolver(lookup, true), encryption, timeout);
    guarded = client(new GuardedResolver(lookup, false), encryption, timeout);
    deadlines = deadlines();
  }

  /** Ends calls whose time is over. It holds calls only while they last. */
  static ScheduledThreadPoolExecutor deadlines() {
    var deadlines =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "webhook-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    // Else every message that was sent would stay in memory until its time were over.
    deadlines.setRemoveOnCancelPolicy(true);
    return deadlines;
  }

  /** The host of an address as it is looked up: an IPv6 address without its brackets. */
  static String host(java.net.URI url) {
    String host = String.valueOf(url.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static CloseableHttpClient client(
      GuardedResolver resolver, SSLContext encryption, Duration timeout) {
    Timeout wait = Timeout.of(timeout);
    Timeout connect =
        Timeout.of(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT);
    var limits =
        Http1Config.custom().setMaxLineLength(MOST_LINE_BYTES).setMaxHeaderCount(MOST_HEADERS);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Names(resolver))
            .setTlsSocketStrategy(
                new DefaultClientTlsStrategy(
                    encryption,
                    HostnameVerificationPolicy.CLIENT,
                    HttpsSupport.getDefaultHostnameVerifier()))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(limits.build()).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(wait)
                    .setTimeToLive(TimeValue.of(CONNECTION_LIFE))
                    .build())
            .setMaxConnTotal(Sender.MOST_AT_ONCE * EndpointBook.MOST_ENDPOINTS)
            .setMaxConnPerRoute(Sender.MOST_AT_ONCE * EndpointBook.MOST_ENDPOINTS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(wait).setRedirectsEnabled(false).build())
        .setUserAgent("Plumbline-Webhooks")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .build();
  }

  @Override
  public Answer post(Call call) {
    long start = System.nanoTime();
    HttpPost post = new HttpPost(call.url());
    call.headers().forEach(post::setHeader);
    post.setEntity(new StringEntity(call.body(), ContentType.APPLICATION_JSON));
    var deadline = deadlines.schedule(post::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      CloseableHttpClient client = privateAllowed && call.privateAllowed() ? open : guarded;
      ClassicHttpResponse response = client.executeOpen(null, post, null);
      try {
        String text = readSome(response, post);
        return answer(response, text, millisSince(start));
      } finally {
        close(response);
      }
    } catch (IOException | RuntimeException failure) {
      String why = CallFailure.words(failure, post.isCancelled(), timeout);
      return new Answer(0, Optional.empty(), millisSince(start), why);
    } finally {
      deadline.cancel(false);
    }
  }

  private Answer answer(ClassicHttpResponse response, String text, long millis) {
    int status = response.getCode();
    String error =
        switch (status / 100) {
          case 2 -> "";
          case 3 -> "the receiver answered " + status + "; redirects are not followed";
          default -> "the receiver answered " + status + (text.isEmpty() ? "" : ": " + text);
        };
    return new Answer(status, retryAfter(response), millis, error);
  }

  private Optional<Duration> retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    boolean asks = response.getCode() == 429 || response.getCode() == 503;
    return asks && header != null
        ? RetryAfter.read(header.getValue(), clock.instant())
        : Optional.empty();
  }

  /** The start of the answer's text; the connection can be used again where that was all of it. */
  private static String readSome(ClassicHttpResponse response, HttpPost post) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    InputStream content = entity.getContent();
    byte[] some = content.readNBytes(MOST_ANSWER_BYTES);
    if (some.length == MOST_ANSWER_BYTES) {
      // Closing alone would read on to the end.
      post.cancel();
    } else {
      content.close();
    }
    String text = new String(some, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
    return text.length() > MOST_SHOWN_CHARACTERS
        ? text.substring(0, MOST_SHOWN_CHARACTERS) + "…"
        : text;
  }

  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException ignored) {
      // The answer is known; the connection is lost, and that is all.
    }
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    open.close(CloseMode.IMMEDIATE);
    guarded.close(CloseMode.IMMEDIATE);
  }

  /** Gives the client addresses that were checked, and no others. */
  private record Names(GuardedResolver resolver) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return resolver.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
