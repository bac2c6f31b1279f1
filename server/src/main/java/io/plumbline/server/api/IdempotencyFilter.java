package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import io.plumbline.store.KeptReply;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Answers a POST that is repeated under the same Idempotency-Key within a day as it was answered
 * first, and has it done once. A reply that says that trying again may help is not kept, nor is one
 * that the store has no room for.
 *
 * <p>A reply is kept after the work: where the server dies between the two, a repeated request is
 * done again. Work that must not be done twice even then has ids of its own, as events have.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int FORGOTTEN_AT_ONCE = 100;
  private static final String SLOT = IdempotencyFilter.class.getName();
  private static final List<String> HEADERS = List.of("Content-Type", "Location", "ETag");

  /**
   * Below these, requests hold secrets, or replies show them once: that something was done is
   * remembered, nothing of what was said, not even a digest, from which a password can be guessed.
   */
  private static final List<String> SECRET =
      Stream.of("/keys", "/users", "/webhooks", "/me/password")
          .map(path -> ApiPaths.API + path)
          .toList();

  private final Store store;
  private final InstantSource clock;
  private final Set<Slot> inFlight = ConcurrentHashMap.newKeySet();

  private record Slot(String caller, String key) {}

  /** A request that is being done, by its hash. */
  private record Work(Slot slot, String hash, boolean secret) {}

  public IdempotencyFilter(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPaths.isApi(request)
        || !request.getMethod().equals("POST")
        || request.getHeader("Idempotency-Key") == null;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getAttribute(SLOT) instanceof Work work) {
      finish(work, request, response, chain);
      return;
    }
    try {
      IdempotencyKey key = IdempotencyKey.of(request).orElseThrow();
      BufferedRequest buffered = new BufferedRequest(request);
      Slot slot = new Slot(Caller.of(request).name(), key.text());
      boolean secret = isSecret(request);
      Work work = new Work(slot, hash(buffered, secret), secret);
      Optional<KeptReply> kept = begin(work);
      if (kept.isPresent()) {
        replay(kept.get(), response);
        return;
      }
      request.setAttribute(SLOT, work);
      finish(work, buffered, new ContentCachingResponseWrapper(response), chain);
    } catch (Refusal refused) {
      ProblemReply.write(response, Problems.of(refused));
    }
  }

  /** The reply that was given already; nothing where the work is to be done now. */
  private Optional<KeptReply> begin(Work work) {
    if (!inFlight.add(work.slot())) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          "A request with this Idempotency-Key is being done; ask again when it is.",
          Optional.of(Duration.ofSeconds(1)));
    }
    boolean toDo = false;
    try {
      Optional<KeptReply> kept = find(work.slot());
      if (kept.isPresent() && !kept.get().request().equals(work.hash())) {
        throw new Refusal(
            Refusal.Code.UNPROCESSABLE,
            "This Idempotency-Key was used for another request; take a new one for each.");
      }
      if (kept.isPresent() && work.secret()) {
        throw new Refusal(
            Refusal.Code.CONFLICT,
            "This was done already; where there are secrets, no reply is given a second time.");
      }
      toDo = kept.isEmpty();
      return kept;
    } finally {
      if (!toDo) {
        inFlight.remove(work.slot());
      }
    }
  }

  private Optional<KeptReply> find(Slot slot) {
    Instant oldest = clock.instant().minus(KEPT);
    return store
        .<Optional<KeptReply>>read(tx -> tx.keptReplies().find(slot.caller(), slot.key()))
        .filter(reply -> reply.at().isAfter(oldest));
  }

  private static boolean isSecret(HttpServletRequest request) {
    return SECRET.stream().anyMatch(base -> ApiPaths.isBelow(base, request));
  }

  private static String hash(BufferedRequest request, boolean secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String query = Optional.ofNullable(request.getQueryString()).orElse("");
      digest.update(
          (request.getRequestURI() + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
      if (!secret) {
        digest.update(request.body());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private void finish(
      Work work, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean goesOn = false;
    try {
      chain.doFilter(request, response);
      goesOn = isAsyncStarted(request);
      if (!goesOn) {
        keep(work, response);
      }
    } finally {
      if (!goesOn) {
        inFlight.remove(work.slot());
      }
    }
    // Only now: whoever has the reply may ask again, and is not to be told that it is being done.
    ContentCachingResponseWrapper cached = cached(response);
    if (!goesOn && cached != null) {
      cached.copyBodyToResponse();
    }
  }

  private static @Nullable ContentCachingResponseWrapper cached(HttpServletResponse response) {
    return WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
  }

  private void keep(Work work, HttpServletResponse response) {
    ContentCachingResponseWrapper cached = cached(response);
    if (cached == null) {
      return;
    }
    byte[] body = cached.getContentAsByteArray();
    boolean wanted = isFinal(cached.getStatus()) && !(work.secret() && cached.getStatus() >= 400);
    if (wanted && body.length <= MOST_BYTES) {
      keep(
          new KeptReply(
              work.slot().caller(),
              work.slot().key(),
              work.hash(),
              clock.instant(),
              cached.getStatus(),
              headers(cached),
              work.secret() ? "" : new String(body, StandardCharsets.UTF_8)));
    }
  }

  private void keep(KeptReply reply) {
    try {
      store.write(
          tx -> {
            tx.keptReplies().forget(reply.at().minus(KEPT), FORGOTTEN_AT_ONCE);
            tx.keptReplies().keep(reply);
            return reply;
          });
    } catch (StoreException failed) {
      // The work is done: to say anything else than its reply would be to have it done again.
      LOG.warn("a reply could not be kept for those who ask again: {}", failed.code());
    }
  }

  /** Whether asking again would be answered alike: not where somebody was told to come again. */
  private static boolean isFinal(int status) {
    return status < 500 && status != 401 && status != 403 && status != 409 && status != 429;
  }

  private static String headers(HttpServletResponse response) {
    StringBuilder lines = new StringBuilder();
    for (String name : HEADERS) {
      String value = response.getHeader(name);
      if (value != null) {
        lines.append(name).append(": ").append(value).append('\n');
      }
    }
    return lines.toString();
  }

  private static void replay(KeptReply reply, HttpServletResponse response) throws IOException {
    response.setStatus(reply.status());
    response.setHeader("Idempotent-Replayed", "true");
    reply
        .headers()
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              response.setHeader(line.substring(0, colon), line.substring(colon + 2));
            });
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
