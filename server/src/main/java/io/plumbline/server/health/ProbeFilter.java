package io.plumbline.server.health;

import io.plumbline.server.Readiness;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.ProblemReply;
import io.plumbline.server.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the probes of those who watch the server, before anything else looks at a request: no
 * host, session or key is asked for, and to be alive is to answer. While the server starts, it
 * sends everything else away but a look at the figures.
 */
public final class ProbeFilter extends OncePerRequestFilter {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Startup startup;
  private final Map<String, Readiness> parts;

  /**
   * A filter.
   *
   * @param parts all that has to be ready, by name
   */
  public ProbeFilter(Startup startup, Map<String, Readiness> parts) {
    this.startup = startup;
    this.parts = new TreeMap<>(parts);
  }

  /** A state, and what is amiss. */
  private record State(String status, List<String> troubles) {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean reads = READS.contains(request.getMethod());
    String path = request.getRequestURI();
    if (reads && path.equals("/healthz")) {
      write(response, HttpServletResponse.SC_OK, new State("alive", List.of()));
    } else if (reads && path.equals("/readyz")) {
      ready(response);
    } else if (startup.told().isEmpty() || path.equals("/metrics")) {
      chain.doFilter(request, response);
    } else {
      Refusal starting =
          new Refusal(
              Refusal.Code.UNAVAILABLE,
              "The server is starting; GET /readyz says how far it has come.",
              Optional.of(PAUSE));
      ProblemReply.write(response, Problems.of(starting));
    }
  }

  private void ready(HttpServletResponse response) throws IOException {
    String starting = startup.told();
    if (!starting.isEmpty()) {
      notReady(response, new State("starting", List.of(starting)));
      return;
    }
    List<String> troubles = new ArrayList<>();
    List<String> delays = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          part.trouble().ifPresent(it -> troubles.add(name + ": " + it));
          part.delay().ifPresent(it -> delays.add(name + ": " + it));
        });
    if (troubles.isEmpty()) {
      String status = delays.isEmpty() ? "ready" : "catching up";
      write(response, HttpServletResponse.SC_OK, new State(status, delays));
    } else {
      troubles.addAll(delays);
      notReady(response, new State("not ready", troubles));
    }
  }

  private static void notReady(HttpServletResponse response, State state) throws IOException {
    response.setHeader("Retry-After", Long.toString(PAUSE.toSeconds()));
    write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, state);
  }

  private static void write(HttpServletResponse response, int status, State state)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(state);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
