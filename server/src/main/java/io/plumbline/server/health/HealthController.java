package io.plumbline.server.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plumbline.server.Readiness;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What those ask who watch the server. */
@Hidden
@RestController
public final class HealthController {
  private static final MediaType PROMETHEUS =
      MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final Map<String, Readiness> parts;
  private final PrometheusMeterRegistry figures;

  /**
   * A controller.
   *
   * @param parts all that has to be ready, by name
   */
  public HealthController(Map<String, Readiness> parts, PrometheusMeterRegistry figures) {
    this.parts = new TreeMap<>(parts);
    this.figures = figures;
  }

  /** A state, and what is amiss. */
  record State(String status, List<String> troubles) {}

  @GetMapping("/healthz")
  State health() {
    return new State("alive", List.of());
  }

  @GetMapping("/readyz")
  ResponseEntity<State> ready() {
    List<String> troubles =
        parts.entrySet().stream()
            .flatMap(
                part -> part.getValue().trouble().map(it -> part.getKey() + ": " + it).stream())
            .toList();
    return troubles.isEmpty()
        ? ResponseEntity.ok(new State("ready", troubles))
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .header("Retry-After", "2")
            .body(new State("not ready", troubles));
  }

  @GetMapping("/metrics")
  ResponseEntity<byte[]> figures(@RequestHeader("Accept") Optional<String> accept) {
    boolean open = accept.filter(it -> it.contains(OPEN_METRICS)).isPresent();
    String type = open ? OPEN_METRICS + ";version=1.0.0;charset=utf-8" : PROMETHEUS.toString();
    byte[] body = figures.scrape(type).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return ResponseEntity.ok().header("Content-Type", type).body(body);
  }
}
