package io.plumbline.server.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The figures of the server, for Prometheus. */
@Hidden
@RestController
public final class MetricsController {
  private static final MediaType PROMETHEUS =
      MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final PrometheusMeterRegistry figures;

  public MetricsController(PrometheusMeterRegistry figures) {
    this.figures = figures;
  }

  @GetMapping("/metrics")
  ResponseEntity<byte[]> figures(@RequestHeader("Accept") Optional<String> accept) {
    boolean open = accept.filter(it -> it.contains(OPEN_METRICS)).isPresent();
    String type = open ? OPEN_METRICS + ";version=1.0.0;charset=utf-8" : PROMETHEUS.toString();
    byte[] body = figures.scrape(type).getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok().header("Content-Type", type).body(body);
  }
}
